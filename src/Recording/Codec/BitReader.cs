using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Reads bits, the first one lowest. Behind the end come zeros; <see cref="ThrowIfCut"/> and <see cref="ThrowUnlessDone"/>
/// tell, so that the loops need not ask for every symbol.
/// </summary>
internal ref struct BitReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _next;
    private ulong _bits;
    private int _count;

    /// <summary>Makes at least 56 bits ready, or all that are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill()
    {
        if (_next <= _source.Length - 8)
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_source[_next..]) << _count;
            var bytes = (63 - _count) >> 3;
            _next += bytes;
            _count += bytes << 3;
        }
        else
        {
            FillSlowly();
        }
    }

    /// <summary>Takes up to 32 bits that were made ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int bits)
    {
        var value = (uint)(_bits & ((1ul << bits) - 1));
        _bits >>= bits;
        _count -= bits;
        return value;
    }

    /// <summary>Takes one symbol of the table that begins at <paramref name="start"/>; 12 bits must be ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadEntry(ReadOnlySpan<ushort> entries, int start, int mask)
    {
        int entry = entries[start + ((int)_bits & mask)];
        _bits >>= entry & 15;
        _count -= entry & 15;
        return entry;
    }

    /// <summary>Fails if more bits were taken than there are.</summary>
    public readonly void ThrowIfCut()
    {
        if (_count < 0)
            throw new RecordingFormatException("an SLC message ends too early");
    }

    /// <summary>Fails unless exactly the whole message, up to its last byte's padding, was taken.</summary>
    public readonly void ThrowUnlessDone()
    {
        ThrowIfCut();
        if (_source.Length - _next + (_count >> 3) != 0)
            throw new RecordingFormatException("an SLC message has bytes behind its end");
    }

    private void FillSlowly()
    {
        for (; _count is >= 0 and <= 55 && _next < _source.Length; _count += 8)
            _bits |= (ulong)_source[_next++] << _count;
    }
}
