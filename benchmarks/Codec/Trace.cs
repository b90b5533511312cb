using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// Reads a DCOR1 screen trace, frame by frame. The layout: header `"DCOR1\0\0\0", u16 width, u16 height, u16 16, u16 0`;
/// then entries: 1 frame `u32 number, u32 ms, u16 n, u16[n] cell ids`, then each cell's rows of 16 BGRX pixels (fewer rows
/// in a short last cell row); 2 mark and 3 snap `u8 length, name`. The screen starts black.
/// </summary>
internal sealed class Trace : IDisposable
{
    public const int Cell = 16;

    private const uint ZstdMagic = 0xFD2FB528;
    private const int LargestSide = 16384;

    private readonly Stream _stream;
    private readonly int _columns;
    private readonly int _cells;

    private Trace(Stream stream)
    {
        _stream = stream;
        Span<byte> header = stackalloc byte[16];
        _stream.ReadExactly(header);
        if (!header[..8].SequenceEqual("DCOR1\0\0\0"u8))
            throw new InvalidDataException("this is not a DCOR1 trace: it does not begin with \"DCOR1\"");
        Width = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        Height = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        if (Width is 0 or > LargestSide || Height is 0 or > LargestSide || Width % Cell != 0 || BinaryPrimitives.ReadUInt16LittleEndian(header[12..]) != Cell)
            throw new InvalidDataException($"the trace's header is wrong: {Width}x{Height}, cells of {BinaryPrimitives.ReadUInt16LittleEndian(header[12..])}");
        _columns = Width / Cell;
        _cells = _columns * ((Height + Cell - 1) / Cell);
        Picture = new uint[Width * Height];
        Array.Fill(Picture, 0xFF000000u);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The screen after the last frame read, 0xFFRRGGBB.</summary>
    public uint[] Picture { get; }

    /// <summary>The cells that the last frame changed.</summary>
    public List<Rect> Damage { get; } = [];

    /// <summary>When the last frame was captured, in milliseconds.</summary>
    public uint Time { get; private set; }

    /// <summary>Opens a file, or standard input for "-"; zstd is recognised by its magic.</summary>
    public static Trace Open(string path)
    {
        var file = new BufferedStream(path == "-" ? Console.OpenStandardInput() : File.OpenRead(path), 1 << 20);
        Span<byte> magic = stackalloc byte[4];
        file.ReadExactly(magic);
        var whole = new Prefixed(magic.ToArray(), file);
        return new Trace(BinaryPrimitives.ReadUInt32LittleEndian(magic) == ZstdMagic ? new BufferedStream(new Zstd.Reader(whole), 1 << 20) : whole);
    }

    /// <summary>Applies the next frame to <see cref="Picture"/>; false at the end. Marks and snaps are passed over.</summary>
    public bool Next()
    {
        while (_stream.ReadByte() is var kind and >= 0)
        {
            if (kind == 1)
            {
                ReadFrame();
                return true;
            }

            if (kind is not (2 or 3))
                throw new InvalidDataException($"the trace holds an entry of unknown kind {kind}");
            var name = new byte[Math.Max(0, _stream.ReadByte())];
            _stream.ReadExactly(name);
        }

        return false;
    }

    public void Dispose() => _stream.Dispose();

    private void ReadFrame()
    {
        Span<byte> head = stackalloc byte[10];
        _stream.ReadExactly(head);
        Time = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        var ids = new byte[count * 2];
        _stream.ReadExactly(ids);
        Damage.Clear();
        for (var i = 0; i < count; i++)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(ids.AsSpan(i * 2));
            if (id >= _cells)
                throw new InvalidDataException($"the trace names cell {id} of {_cells}");
            int x = id % _columns * Cell, y = id / _columns * Cell;
            var cell = new Rect(x, y, Cell, Math.Min(Cell, Height - y));
            for (var row = y; row < cell.Bottom; row++)
                _stream.ReadExactly(MemoryMarshal.AsBytes(Picture.AsSpan(row * Width + x, Cell)));
            Damage.Add(cell);
        }
    }

    /// <summary>Bytes already read, then the rest of a stream.</summary>
    private sealed class Prefixed(byte[] prefix, Stream rest) : ForwardStream
    {
        private int _used;

        public override int Read(Span<byte> buffer)
        {
            if (_used == prefix.Length)
                return rest.Read(buffer);
            var n = Math.Min(buffer.Length, prefix.Length - _used);
            prefix.AsSpan(_used, n).CopyTo(buffer);
            _used += n;
            return n;
        }

        protected override void Dispose(bool disposing)
        {
            rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
