using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hindsight.Desktop.Interop;

/// <summary>An open file descriptor that closes itself.</summary>
internal sealed class Descriptor : SafeHandleMinusOneIsInvalid
{
    internal Descriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    internal int Number => (int)handle;

    /// <summary>Takes a call's result, or throws its error.</summary>
    internal static Descriptor From(int result, string call) =>
        result >= 0 ? new Descriptor(result) : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    /// <summary>A copy with a number well above those the worker is given, closed in other children.</summary>
    internal static Descriptor Duplicate(SafeHandle of)
    {
        const int Above = 64;
        var referenced = false;
        try
        {
            of.DangerousAddRef(ref referenced);
            return From(Libc.fcntl((int)of.DangerousGetHandle(), Libc.DuplicateCloseOnExec, Above), "fcntl");
        }
        finally
        {
            if (referenced)
                of.DangerousRelease();
        }
    }

    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
