using System.Runtime.InteropServices;

namespace Hindsight.Benchmarks.Codec;

/// <summary>The few calls of libzstd (Debian's libzstd1) that traces and the zstd baseline need.</summary>
internal static partial class Zstd
{
    private const int MaxWindowLog = 100; // ZSTD_d_windowLogMax

    public static int Compress(Span<byte> target, ReadOnlySpan<byte> source, int level) =>
        (int)Checked(ZSTD_compress(ref MemoryMarshal.GetReference(target), (nuint)target.Length, ref MemoryMarshal.GetReference(source), (nuint)source.Length, level));

    public static int Decompress(Span<byte> target, ReadOnlySpan<byte> source) =>
        (int)Checked(ZSTD_decompress(ref MemoryMarshal.GetReference(target), (nuint)target.Length, ref MemoryMarshal.GetReference(source), (nuint)source.Length));

    private static nuint Checked(nuint result) =>
        ZSTD_isError(result) == 0 ? result : throw new InvalidDataException("zstd: " + Marshal.PtrToStringUTF8(ZSTD_getErrorName(result)));

    /// <summary>A zstd stream (window up to 2^27) as a readable stream.</summary>
    public sealed class Reader : Stream
    {
        private readonly Stream _source;
        private readonly nint _context = ZSTD_createDCtx();
        private readonly byte[] _input = new byte[1 << 17];
        private Buffer _in;

        public Reader(Stream source)
        {
            _source = source;
            Checked(ZSTD_DCtx_setParameter(_context, MaxWindowLog, 27));
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override unsafe int Read(Span<byte> buffer)
        {
            fixed (byte* input = _input, output = buffer)
            {
                var target = new Buffer { Start = (nint)output, Size = (nuint)buffer.Length };
                while (target.Position == 0)
                {
                    if (_in.Position == _in.Size)
                    {
                        var read = _source.Read(_input);
                        if (read == 0)
                            return 0;
                        _in = new Buffer { Size = (nuint)read };
                    }

                    _in.Start = (nint)input;
                    Checked(ZSTD_decompressStream(_context, ref target, ref _in));
                }

                return (int)target.Position;
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            ZSTD_freeDCtx(_context);
            base.Dispose(disposing);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Buffer
    {
        public nint Start;
        public nuint Size;
        public nuint Position;
    }

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_compress(ref byte target, nuint capacity, ref byte source, nuint size, int level);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_decompress(ref byte target, nuint capacity, ref byte source, nuint size);

    [LibraryImport("libzstd.so.1")]
    private static partial uint ZSTD_isError(nuint code);

    [LibraryImport("libzstd.so.1")]
    private static partial nint ZSTD_getErrorName(nuint code);

    [LibraryImport("libzstd.so.1")]
    private static partial nint ZSTD_createDCtx();

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_freeDCtx(nint context);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_DCtx_setParameter(nint context, int parameter, int value);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_decompressStream(nint context, ref Buffer output, ref Buffer input);
}
