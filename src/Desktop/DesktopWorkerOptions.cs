namespace Hindsight.Desktop;

/// <summary>Where the worker program is and how long its stages may take.</summary>
public sealed record DesktopWorkerOptions
{
    /// <summary>Path of the worker program; null when it is not built.</summary>
    public string? Program { get; init; }

    /// <summary>An empty directory the worker is shut into; created when missing.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Time for the name lookup and TCP together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time from TCP to the end of sign-in, without the time a person looks at a certificate.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a person may look at a certificate.</summary>
    public TimeSpan CertificateTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Time from the end of sign-in to the first picture.</summary>
    public TimeSpan FirstPictureTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the worker may stay silent while it owes an answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest screen, in pixels; larger requests are clamped.</summary>
    public int MaxPixels { get; init; } = 3840 * 2400;

    /// <summary>
    /// Takes what the worker and FreeRDP have to say: a level (numbered as in Microsoft.Extensions.Logging.LogLevel) and
    /// a line without control characters. Never secrets.
    /// </summary>
    public Action<int, string>? Log { get; init; }
}
