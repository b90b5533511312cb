namespace Hindsight.Desktop;

/// <summary>Opens desktops, one worker process each.</summary>
public static class DesktopConnector
{
    private const int MaxTextLength = 500;

    /// <summary>
    /// Connects and signs in. The sink is asked about the certificate, told the size, and then the task completes; from
    /// there on pictures go to the sink until the connection ends.
    /// </summary>
    /// <param name="target">The desktop.</param>
    /// <param name="credentials">The login on it.</param>
    /// <param name="width">The width wished for, in pixels; clamped to what is allowed.</param>
    /// <param name="height">The height wished for.</param>
    /// <param name="sink">Is told everything; its owner must not dispose the connection from inside a call and wait for it.</param>
    /// <param name="options">Where the worker is, and its deadlines.</param>
    /// <param name="progress">Is told each stage, also those after the task has completed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up connecting.</param>
    /// <exception cref="DesktopException">The desktop can't be reached, with the reason.</exception>
    public static async Task<IDesktopConnection> ConnectAsync(
        DesktopTarget target,
        DesktopCredentials credentials,
        int width,
        int height,
        IDesktopSink sink,
        DesktopWorkerOptions options,
        IProgress<DesktopStage>? progress = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        if (options.Program is null || !File.Exists(options.Program))
            throw new DesktopException(DesktopFailure.NotBuilt, DesktopWorker.NotBuilt);
        CheckCredentials(credentials);
        PrepareRoot(options.RootDirectory);

        DesktopConnection connection;
        using (var rdp = await DesktopDialer.DialAsync(target, options, progress, time, cancellation))
            connection = await DesktopConnection.StartAsync(rdp, target, sink, options, progress, time);
        try
        {
            connection.SignIn(credentials, ScreenSize.Clamp(width, height, options.MaxPixels));
            await connection.Connected.WaitAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.AbortAsync();
            throw;
        }
    }

    private static void CheckCredentials(DesktopCredentials credentials)
    {
        string[] texts = [credentials.User, credentials.Domain, credentials.Password];
        if (texts.Any(t => t.Length > MaxTextLength || t.Contains('\0', StringComparison.Ordinal)))
            throw new DesktopException(
                DesktopFailure.BadCredentials, $"The login is not valid. User name, domain and password have at most {MaxTextLength} characters.");
    }

    /// <summary>FreeRDP insists on a place for its settings even where it stores none.</summary>
    private static void PrepareRoot(string root)
    {
        const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
            UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var directory in (string[])[root, Path.Combine(root, "config"), Path.Combine(root, "config", "certs"), Path.Combine(root, "config", "server")])
        {
            if (Directory.Exists(directory))
                continue;
            Directory.CreateDirectory(directory);
            // The worker goes there as nobody, whatever the server's umask is.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(directory, ReadableByAll);
        }
    }
}
