using System.Runtime.InteropServices;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Zeroed memory outside the collected heap: the codec's large arrays live as long as a session, are given back at
/// its end, and only what was touched is resident.
/// </summary>
internal sealed unsafe class NativeArray<T> : SafeHandle
    where T : unmanaged
{
    /// <summary>Allocates <paramref name="length"/> elements of zero bits.</summary>
    public NativeArray(int length)
        : base(0, ownsHandle: true)
    {
        Length = length;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)length, (nuint)sizeof(T)));
    }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>The first element. The caller keeps this object alive while it uses the pointer.</summary>
    public T* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return (T*)handle;
        }
    }

    /// <summary>The elements.</summary>
    public Span<T> Span => new(Pointer, Length);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
