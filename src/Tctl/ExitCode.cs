namespace Hindsight.Tctl;

/// <summary>The exit codes of <c>tctl</c>, as its help says them.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    internal const int Success = 0;

    /// <summary>The command line, or what came from standard input, can't be understood.</summary>
    internal const int Usage = 1;

    /// <summary>No server answers, or its place can't be found out.</summary>
    internal const int NoServer = 2;

    /// <summary>The server said no.</summary>
    internal const int Refused = 3;
}
