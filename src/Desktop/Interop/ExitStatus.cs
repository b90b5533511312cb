namespace Hindsight.Desktop.Interop;

/// <summary>How a process ended, as wait(2) tells it.</summary>
internal readonly record struct ExitStatus(int Raw)
{
    /// <summary>The signal that ended it, or 0.</summary>
    internal int Signal => Raw & 0x7F;

    /// <summary>Its exit code.</summary>
    internal int Code => (Raw >> 8) & 0xFF;

    /// <summary>For messages.</summary>
    public override string ToString() => Signal switch
    {
        0 => $"exit code {Code}",
        4 => "signal 4, illegal instruction",
        6 => "signal 6, abort",
        7 => "signal 7, bus error",
        9 => "signal 9, killed",
        11 => "signal 11, segmentation fault",
        31 => "signal 31, forbidden system call",
        var signal => $"signal {signal}",
    };
}
