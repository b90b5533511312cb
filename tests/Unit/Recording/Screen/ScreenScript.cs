using System.Buffers;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Drives an encoder as a session does, decodes every record at once and keeps what a corpus file needs.</summary>
internal sealed class ScreenScript : IDisposable
{
    private readonly ScreenEncoder _encoder;
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private long _time;

    public ScreenScript(int width, int height, ulong seed)
    {
        Canvas = new Canvas(width, height, seed);
        _encoder = new ScreenEncoder(width, height);
    }

    public Canvas Canvas { get; private set; }

    public ScreenDecoder Decoder { get; } = new();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public List<CorpusPicture> Pictures { get; } = [];

    public int Records { get; private set; }

    public ScreenEncoder Encoder => _encoder;

    /// <summary>The records of the last call.</summary>
    public List<(RecordKind Kind, byte[] Body)> LastBatch => RecordStream.Read(_batch.Bytes.Span);

    /// <summary>Lets time pass.</summary>
    public void Wait(int milliseconds) => _time += milliseconds;

    /// <summary>Begins with RESIZE.</summary>
    public static ScreenScript Start(int width, int height, ulong seed)
    {
        var script = new ScreenScript(width, height, seed);
        script.Resize(width, height);
        return script;
    }

    public void Resize(int width, int height)
    {
        if (width != Canvas.Width || height != Canvas.Height)
            Canvas = new Canvas(width, height, Canvas.Next());
        else
            Array.Fill(Canvas.Pixels, 0xFF000000);
        Canvas.Damage.Clear();
        Begin();
        _encoder.Resize(width, height, _batch);
        End();
    }

    /// <summary>Encodes what was drawn since the last call.</summary>
    public ScreenUpdate Encode(params ScreenCopy[] copies)
    {
        Begin();
        var update = _encoder.Encode(Canvas.Pixels, Canvas.Width, Canvas.TakeDamage(), copies, _batch);
        End();
        return update;
    }

    public void Restart()
    {
        Begin();
        _encoder.Restart(_batch);
        End();
    }

    public void Keyframe(int x, int y, PointerShape shape)
    {
        // A recording has the KEYFRAME where the live link has the RESTART.
        _encoder.Restart(new RecordBatch());
        var body = new ArrayBufferWriter<byte>();
        _encoder.WriteKeyframeBody(x, y, shape, body);
        Append(RecordKind.Keyframe, body.WrittenSpan);
    }

    public void Append(RecordKind kind, ReadOnlySpan<byte> body)
    {
        Begin();
        _batch.Append(kind, body);
        End();
    }

    /// <summary>Adds a record that the encoder knows nothing of.</summary>
    public void Insert(RecordKind kind, ReadOnlySpan<byte> body)
    {
        Begin();
        _batch.Append(kind, body);
        Keep();
    }

    public void Dispose() => _encoder.Dispose();

    private void Begin() => _batch.Begin(_time += 40);

    private void End()
    {
        if (_batch.Count == 0)
            return;
        Keep();
        Assert.True(_encoder.Picture.SequenceEqual(Canvas.Pixels), "the encoder's picture is not what was drawn");
        Assert.True(Decoder.Picture.SequenceEqual(Canvas.Pixels), "the decoded picture is not what was drawn");
        Assert.Equal((_encoder.Width, _encoder.Height), (Decoder.Width, Decoder.Height));
    }

    private void Keep()
    {
        Decoder.Apply(_batch.Bytes.Span);
        _bytes.Write(_batch.Bytes.Span);
        Records += _batch.Count;
        Pictures.Add(CorpusPicture.Of(Records, Decoder));
    }
}
