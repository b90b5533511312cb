using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Chunks;
using Hindsight.Unit.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>
/// A session of a drawn screen, recorded and watched as the server does it: what viewers get is decoded at once and
/// compared, and what they saw is kept by its time.
/// </summary>
internal sealed class RecordedSession : IDisposable
{
    private readonly ulong _seed;
    private readonly ScreenEncoder _encoder;
    private readonly ScreenDecoder _viewer = new();
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _file = new();
    private PointerShape _shape = PointerShape.Default;
    private (int X, int Y) _pointer;

    public RecordedSession(int width, int height, ulong seed, RecordingEncryption? encryption = null)
    {
        _seed = seed;
        Canvas = new Canvas(width, height, seed);
        _encoder = new ScreenEncoder(width, height);
        Writer = new RecordingWriter(SyntheticSession.SampleHeader, encryption);
        _file.Write(Writer.Header.Span);
        Resize(0, width, height);
    }

    public RecordingWriter Writer { get; }

    public Canvas Canvas { get; private set; }

    public long Time { get; private set; }

    public byte[] Bytes => _file.WrittenSpan.ToArray();

    public List<SealedChunk> Chunks { get; } = [];

    /// <summary>What was shown from each time on.</summary>
    public SortedList<long, ShownPicture> Shown { get; } = [];

    public void Resize(long time, int width, int height)
    {
        if (Shown.Count > 0)
            Canvas = new Canvas(width, height, _seed + (ulong)time);
        Begin(time);
        _encoder.Resize(width, height, _batch);
        Keyframe();
    }

    /// <summary>Draws and encodes, after a keyframe if the writer asks for one.</summary>
    public void Draw(long time, Func<Canvas, ScreenCopy?> draw)
    {
        if (Writer.SegmentDue(time))
            Segment(time);
        var hint = draw(Canvas);
        At(time, b => _encoder.Encode(Canvas.Pixels, Canvas.Width, Canvas.TakeDamage(), hint is { } h ? [h] : [], b));
    }

    public void Draw(long time, Action<Canvas> draw) => Draw(time, c =>
    {
        draw(c);
        return null;
    });

    public void Segment(long time)
    {
        Begin(time);
        _encoder.Restart(_batch);
        Keyframe();
    }

    public void Pointer(long time, int x, int y, PointerShape? shape = null) => At(time, b =>
    {
        if (shape is not null)
        {
            var body = new ArrayBufferWriter<byte>();
            PointerShapeBody.Write(_shape = shape, body);
            b.Append(RecordKind.PointerShape, body.WrittenSpan);
        }

        b.AppendPointerMove(x, y);
        _pointer = (x, y);
    });

    public void At(long time, Action<RecordBatch> append)
    {
        Begin(time);
        append(_batch);
        Writer.Append(_batch);
        Show();
    }

    /// <summary>Appends records that today's viewers can't show.</summary>
    public void AtUnseen(long time, Action<RecordBatch> append)
    {
        Begin(time);
        append(_batch);
        Writer.Append(_batch);
    }

    public ClosedRecording Finish(SealCause cause = SealCause.ClosedByUser, string reason = "", ISealSigner? signer = null) =>
        Writer.Finish(cause, reason, Time, SyntheticSession.SampleHeader.StartUnixMicroseconds + (Time * 1000), signer, _file);

    public void Seal()
    {
        while (Writer.TrySealChunk(_file, out var chunk))
            Chunks.Add(chunk!);
    }

    /// <summary>What was shown at a moment.</summary>
    public ShownPicture ShownAt(long time)
    {
        var at = Shown.Keys.Count(t => t <= time) - 1;
        return Shown.Values[at];
    }

    public void Dispose() => _encoder.Dispose();

    private void Begin(long time)
    {
        while (Writer.ChunkDue(time) && Writer.TrySealChunk(_file, out var chunk))
            Chunks.Add(chunk!);
        _batch.Begin(Time = time);
    }

    private void Keyframe()
    {
        var body = new ArrayBufferWriter<byte>();
        _encoder.WriteKeyframeBody(_pointer.X, _pointer.Y, _shape, body);
        Writer.AppendKeyframe(Time, body.WrittenSpan, _encoder.Width, _encoder.Height);
        Show();
    }

    private void Show()
    {
        _viewer.Apply(_batch.Bytes.Span);
        Assert.True(_viewer.Picture.SequenceEqual(Canvas.Pixels), "a live viewer does not see what was drawn");
        if (_batch.Count > 0)
            Shown[Time] = ShownPicture.Of(_viewer);
    }
}

/// <summary>A picture and where the pointer was.</summary>
internal sealed record ShownPicture(int Width, int Height, string Crc32C, int PointerX, int PointerY, PointerKind Pointer)
{
    public static ShownPicture Of(ScreenDecoder screen) =>
        new(screen.Width, screen.Height, RecordStream.Crc32C(screen.Picture), screen.PointerX, screen.PointerY, screen.PointerShape.Kind);
}
