namespace Hindsight.Server.Recorder;

/// <summary>Why a session can't be recorded any further.</summary>
internal enum RecordingFaultKind
{
    /// <summary>The spool's disk is full.</summary>
    DiskFull,

    /// <summary>The spool's disk does not take the data.</summary>
    DiskError,

    /// <summary>The disk is so slow that too much waits for it.</summary>
    Backlog,

    /// <summary>A defect of ours.</summary>
    Defect,
}

/// <summary>Why a session can't be recorded any further, and a sentence that says what to do.</summary>
internal sealed record RecordingFault(RecordingFaultKind Kind, string Message)
{
    private const int DiskFullOnUnix = 28; // ENOSPC
    private const int QuotaOnUnix = 122; // EDQUOT
    private const int DiskFullOnWindows = unchecked((int)0x80070070); // HRESULT of ERROR_DISK_FULL

    /// <summary>The fault of an exception that writing to the spool threw.</summary>
    public static RecordingFault Of(Exception error) => error switch
    {
        RecordingFailedException failed => failed.Fault,
        IOException when error.HResult is DiskFullOnUnix or QuotaOnUnix or DiskFullOnWindows =>
            new(RecordingFaultKind.DiskFull, "The disk of the server's recordings is full. An administrator has to make room in its data directory."),
        IOException or UnauthorizedAccessException =>
            new(RecordingFaultKind.DiskError, $"The server can't write the recording: {error.Message}. An administrator has to look at the disk of its data directory."),
        _ => new(RecordingFaultKind.Defect, "The recorder failed; the server's log says how."),
    };
}

/// <summary>The recorder does not take any more: nothing may go on that must be recorded.</summary>
internal sealed class RecordingFailedException(RecordingFault fault, Exception? inner = null) : Exception(fault.Message, inner)
{
    /// <summary>The cause.</summary>
    public RecordingFault Fault { get; } = fault;
}
