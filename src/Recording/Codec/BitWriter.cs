using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Writes bits, the first one lowest. It stores eight bytes at a time, so the memory must reach
/// <see cref="Slack"/> bytes past what will be written; whoever makes one has made sure of that.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct BitWriter(byte* target)
{
    /// <summary>Bytes behind the last written one that may be overwritten.</summary>
    public const int Slack = 8;

    private byte* _next = target;
    private ulong _bits;
    private int _count;

    /// <summary>Appends up to 56 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ulong value, int bits)
    {
        _bits |= value << _count;
        _count += bits;
        *(ulong*)_next = _bits;
        _next += _count >> 3;
        _bits >>= _count & ~7;
        _count &= 7;
    }

    /// <summary>Ends the last byte and returns how many there are since <paramref name="start"/>.</summary>
    public readonly int Finish(byte* start) => (int)(_next - start) + ((_count + 7) >> 3);
}
