namespace Hindsight.Tsh;

/// <summary>The exit codes of <c>tsh</c>, as its help says them.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    internal const int Success = 0;

    /// <summary>The command line, or what came from standard input, can't be understood.</summary>
    internal const int Usage = 1;

    /// <summary>No server answers, or not the one that was trusted.</summary>
    internal const int NoServer = 2;

    /// <summary>The server said no, or nobody is signed in.</summary>
    internal const int Refused = 3;

    /// <summary>The recording is damaged, altered, cut or not ours.</summary>
    internal const int BadRecording = 4;

    /// <summary>A file could not be read or written, or FFmpeg failed.</summary>
    internal const int Output = 5;

    /// <summary>Stopped by Ctrl-C.</summary>
    internal const int Cancelled = 130;
}
