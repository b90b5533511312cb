using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Hindsight.Benchmarks.Browser;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// What a full redraw of the screen takes by itself, and what updates take in SLC's stream, apart for interface and for
/// photos and video. Pictures are taken from all over a trace: one whenever a third of the screen is another.
/// </summary>
internal sealed class RedrawBenchmark : IDisposable
{
    private const int MostScreens = 60;

    private readonly Trace _trace;
    private readonly ScreenEncoder _encoder;
    private readonly ScreenDecoder _stream = new(), _single = new();
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _keyframe = new(1 << 20);
    private readonly List<ICodec> _others;
    private readonly Dictionary<(string What, string Codec, ContentKind Content), Total> _totals = [];
    private readonly uint[] _taken;
    private int _screens;

    private RedrawBenchmark(Trace trace)
    {
        _trace = trace;
        _encoder = new ScreenEncoder(trace.Width, trace.Height);
        _others = [new PngTiles(trace.Width, trace.Height), new PngRectangles(trace.Width, trace.Height), new ZstdRectangles(trace.Width, trace.Height)];
        _taken = Black.Picture(trace.Width, trace.Height);
    }

    public static void Run(Trace trace)
    {
        using var benchmark = new RedrawBenchmark(trace);
        benchmark.Measure();
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _others.ForEach(o => o.Dispose());
    }

    private void Measure()
    {
        _batch.Begin(0);
        _encoder.Resize(_trace.Width, _trace.Height, _batch);
        Apply(_batch.Bytes.Span);
        while (_trace.Next())
        {
            if (_trace.Damage.Count == 0)
                continue;
            Update();
            if (_screens < MostScreens && IsAnother())
                Redraw();
        }

        foreach (var (key, total) in _totals.OrderBy(t => t.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"what":"{{key.What}}","content":"{{key.Content.ToString().ToLowerInvariant()}}","codec":"{{key.Codec}}","count":{{total.Count}},"megapixels":{{total.Megapixels:0.00}},"bytesPerFullScreen":{{total.Bytes / total.Megapixels * _trace.Width * _trace.Height / 1e6:0}},"encodeMsPerMp":{{total.Encoding / 1e6 / total.Megapixels:0.00}},"decodeMsPerMp":{{total.Decoding / 1e6 / total.Megapixels:0.00}},"allocatedBytes":{{total.Allocated}},"allocating":{{total.Allocating}}}"""));
        }
    }

    private void Update()
    {
        var content = Content.Of(_trace.Picture, _trace.Width, _trace.Damage);
        _batch.Begin(_trace.Time);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = CodecBenchmark.ThreadNanoseconds();
        _encoder.Encode(_trace.Picture, _trace.Width, CollectionsMarshal.AsSpan(_trace.Damage), [], _batch);
        var encoded = CodecBenchmark.ThreadNanoseconds();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Apply(_batch.Bytes.Span);
        var decoded = CodecBenchmark.ThreadNanoseconds();
        Compare(_stream);
        Add("update", "slc", content, _trace.Damage.Sum(r => r.Area), _batch.Bytes.Length, encoded - start, decoded - encoded, allocated);
    }

    /// <summary>Whether a third of the screen is not what it was when the last picture was taken.</summary>
    private bool IsAnother()
    {
        var different = 0;
        for (var i = 0; i < _taken.Length; i++)
            different += _taken[i] != _trace.Picture[i] ? 1 : 0;
        return different > _taken.Length / 3;
    }

    private void Redraw()
    {
        _screens++;
        _trace.Picture.CopyTo(_taken, 0);
        Rect whole = new(0, 0, _trace.Width, _trace.Height);
        var content = Content.Of(_trace.Picture, _trace.Width, [whole]);
        _keyframe.ResetWrittenCount();
        var start = CodecBenchmark.ThreadNanoseconds();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _keyframe);
        var encoded = CodecBenchmark.ThreadNanoseconds();
        _single.Apply(RecordKind.Keyframe, _keyframe.WrittenSpan);
        var decoded = CodecBenchmark.ThreadNanoseconds();
        Compare(_single);
        Add("redraw", "slc", content, whole.Area, _keyframe.WrittenCount, encoded - start, decoded - encoded, 0);
        foreach (var other in _others)
        {
            start = CodecBenchmark.ThreadNanoseconds();
            var bytes = other.Keyframe(_trace.Picture);
            encoded = CodecBenchmark.ThreadNanoseconds();
            Add("redraw", other.Name, content, whole.Area, bytes, encoded - start, 0, 0);
        }
    }

    private void Apply(ReadOnlySpan<byte> records)
    {
        var reader = new RecordReader(records, 0);
        while (reader.TryRead(out var record))
            _stream.Apply(record.Kind, record.Body);
        if (reader.Problem is { } problem)
            throw new InvalidDataException(problem);
    }

    private void Compare(ScreenDecoder decoder)
    {
        if (!decoder.Picture.SequenceEqual(_trace.Picture))
            throw new InvalidDataException($"slc decodes to another picture at {_trace.Time} ms");
    }

    private void Add(string what, string codec, ContentKind content, long pixels, long bytes, long encoding, long decoding, long allocated)
    {
        if (!_totals.TryGetValue((what, codec, content), out var total))
            _totals.Add((what, codec, content), total = new Total());
        total.Count++;
        total.Megapixels += pixels / 1e6;
        total.Bytes += bytes;
        total.Encoding += encoding;
        total.Decoding += decoding;
        total.Allocated += allocated;
        total.Allocating += allocated > 0 ? 1 : 0;
    }

    private sealed class Total
    {
        public int Count { get; set; }

        public double Megapixels { get; set; }

        public long Bytes { get; set; }

        public long Encoding { get; set; }

        public long Decoding { get; set; }

        public long Allocated { get; set; }

        public int Allocating { get; set; }
    }
}
