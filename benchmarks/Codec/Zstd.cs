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
    public sealed class Reader : ForwardStream
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

        protected override void Dispose(bool disposing)
        {
            ZSTD_freeDCtx(_context);
            base.Dispose(disposing);
        }
    }

    /// <summary>One zstd stream with long-distance matches, written update by update.</summary>
    public sealed class Compressor : IDisposable
    {
        private const int Level = 100; // ZSTD_c_compressionLevel
        private const int WindowLog = 101; // ZSTD_c_windowLog
        private const int LongDistance = 160; // ZSTD_c_enableLongDistanceMatching

        private readonly nint _context = ZSTD_createCCtx();

        public Compressor(int level, int windowLog)
        {
            Checked(ZSTD_CCtx_setParameter(_context, Level, level));
            Checked(ZSTD_CCtx_setParameter(_context, WindowLog, windowLog));
            Checked(ZSTD_CCtx_setParameter(_context, LongDistance, 1));
        }

        /// <summary>Appends bytes to the stream and returns how many it took to make them readable.</summary>
        public unsafe int Flush(Span<byte> target, ReadOnlySpan<byte> source)
        {
            fixed (byte* input = source, output = target)
            {
                var from = new Buffer { Start = (nint)input, Size = (nuint)source.Length };
                var to = new Buffer { Start = (nint)output, Size = (nuint)target.Length };
                if (Checked(ZSTD_compressStream2(_context, ref to, ref from, 1)) != 0)
                    throw new InvalidDataException("zstd: an update does not fit");
                return (int)to.Position;
            }
        }

        /// <summary>Begins a new stream.</summary>
        public void Restart() => Checked(ZSTD_CCtx_reset(_context, 1));

        public void Dispose() => ZSTD_freeCCtx(_context);
    }

    /// <summary>Reads what a <see cref="Compressor"/> wrote, update by update.</summary>
    public sealed class Decompressor : IDisposable
    {
        private readonly nint _context = ZSTD_createDCtx();

        public Decompressor(int windowLog) => Checked(ZSTD_DCtx_setParameter(_context, MaxWindowLog, windowLog));

        /// <summary>Fills the target from one update.</summary>
        public unsafe void Read(Span<byte> target, ReadOnlySpan<byte> source)
        {
            fixed (byte* input = source, output = target)
            {
                var from = new Buffer { Start = (nint)input, Size = (nuint)source.Length };
                var to = new Buffer { Start = (nint)output, Size = (nuint)target.Length };
                while (from.Position < from.Size)
                {
                    var before = from.Position + to.Position;
                    Checked(ZSTD_decompressStream(_context, ref to, ref from));
                    if (from.Position + to.Position == before)
                        throw new InvalidDataException("zstd: an update has another length than its rectangles");
                }

                if (to.Position != to.Size)
                    throw new InvalidDataException("zstd: an update is shorter than its rectangles");
            }
        }

        /// <summary>Begins a new stream.</summary>
        public void Restart() => Checked(ZSTD_DCtx_reset(_context, 1));

        public void Dispose() => ZSTD_freeDCtx(_context);
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

    [LibraryImport("libzstd.so.1")]
    private static partial nint ZSTD_createCCtx();

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_freeCCtx(nint context);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_CCtx_setParameter(nint context, int parameter, int value);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_CCtx_reset(nint context, int what);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_DCtx_reset(nint context, int what);

    [LibraryImport("libzstd.so.1")]
    private static partial nuint ZSTD_compressStream2(nint context, ref Buffer output, ref Buffer input, int end);
}
