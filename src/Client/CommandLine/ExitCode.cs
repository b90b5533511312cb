namespace Hindsight.Client.CommandLine;

/// <summary>The exit codes of <c>tsh</c> and <c>tctl</c>: one set, which their help and docs/OPERATIONS.md list.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The command line, or what came from standard input, can't be understood.</summary>
    public const int Usage = 1;

    /// <summary>No server answers, or not the one that was trusted, or its place can't be found out.</summary>
    public const int NoServer = 2;

    /// <summary>The server said no, or nobody is signed in.</summary>
    public const int Refused = 3;

    /// <summary>The recording is damaged, altered, cut or not ours.</summary>
    public const int BadRecording = 4;

    /// <summary>A file could not be read or written, or FFmpeg failed.</summary>
    public const int Output = 5;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;

    /// <summary>The set, for the help of a command line.</summary>
    public const string Help = """
        Exit codes: 0 done, 1 wrong command line, 2 no server answers or it is not the trusted one, 3 the server said no
        or nobody is signed in, 4 the recording is damaged, altered or cut, 5 a file or FFmpeg failed, 130 stopped.
        """;
}
