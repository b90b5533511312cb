using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Hindsight.Desktop.Interop;

/// <summary>
/// Memory that the worker writes and we only read. It can't shrink under us: its size is sealed. The connection owns
/// it and lets go of it after the last call to the sink.
/// </summary>
internal sealed unsafe class SharedPixels : MemoryManager<uint>
{
    private readonly int _count;
    private void* _address;

    internal SharedPixels(int count)
    {
        _count = count;
        File = Descriptor.From(Libc.memfd_create("desktop", Libc.MemfdCloseOnExec | Libc.MemfdAllowSealing), "memfd_create");
        var number = File.Number;
        if (Libc.ftruncate(number, (long)ByteCount) != 0 ||
            Libc.fcntl(number, Libc.AddSeals, Libc.SealSeal | Libc.SealShrink | Libc.SealGrow) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        _address = Libc.mmap(null, ByteCount, Libc.ProtectRead, Libc.MapShared, number, 0);
        if (_address == (void*)-1)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>The memory's descriptor, for the worker.</summary>
    internal Descriptor File { get; }

    private nuint ByteCount => (nuint)_count * sizeof(uint);

    /// <inheritdoc/>
    public override Span<uint> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_address is null, this);
        return new Span<uint>(_address, _count);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_address is null, this);
        return new MemoryHandle((uint*)_address + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Not the collector's memory: it never moves.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        File.Dispose();
        if (_address is not null)
            _ = Libc.munmap(_address, ByteCount);
        _address = null;
    }
}
