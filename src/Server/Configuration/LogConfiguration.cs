namespace Hindsight.Server.Configuration;

/// <summary><c>teleport.log</c>.</summary>
internal sealed record LogConfiguration
{
    /// <summary>The least severe messages that are written.</summary>
    public LogLevel Severity { get; init; } = LogLevel.Information;

    /// <summary><c>stderr</c>, <c>stdout</c> or the path of a file that is appended to.</summary>
    public string Output { get; init; } = "stderr";

    /// <summary>Whether each message is a line of JSON.</summary>
    public bool Json { get; init; }
}
