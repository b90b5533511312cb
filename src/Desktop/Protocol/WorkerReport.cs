namespace Hindsight.Desktop.Protocol;

/// <summary>Who named the reason for the end.</summary>
internal enum WorkerReportOrigin : byte
{
    /// <summary>No reason: we asked for it, or the connection just ended.</summary>
    None,

    /// <summary>The RDP host, with an error information code.</summary>
    Host,

    /// <summary>FreeRDP, with its last error.</summary>
    FreeRdp,

    /// <summary>The worker itself.</summary>
    Worker,
}

/// <summary>The worker's own account of how its session ended.</summary>
/// <param name="Origin">Whose code it is.</param>
/// <param name="Nla">Whether network level authentication had been agreed on.</param>
/// <param name="Code">The code.</param>
/// <param name="Name">The code's name, for the log and messages.</param>
internal readonly record struct WorkerReport(WorkerReportOrigin Origin, bool Nla, uint Code, string Name)
{
    /// <summary>The worker's own code for a screen beyond the limit.</summary>
    internal const uint TooLarge = 1;
}
