namespace Hindsight.Server;

/// <summary>The exit codes of <c>teleport</c>, as its help says them.</summary>
internal static class ExitCode
{
    /// <summary>Done, or stopped when asked to.</summary>
    internal const int Success = 0;

    /// <summary>The command line can't be understood.</summary>
    internal const int Usage = 1;

    /// <summary>The configuration can't be read or has faults.</summary>
    internal const int Configuration = 2;

    /// <summary>The server could not start.</summary>
    internal const int Start = 3;

    /// <summary>A fault of the program itself; the log has it.</summary>
    internal const int Fault = 70;
}
