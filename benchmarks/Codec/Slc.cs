using System.Buffers;
using System.Runtime.InteropServices;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>`slc`: the product's own encoder; the records are what a recording holds.</summary>
internal sealed class Slc : ICodec
{
    private readonly ScreenEncoder _encoder;
    private readonly ScreenDecoder _decoder = new();
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _keyframe = new(1 << 20);
    private readonly int _width;
    private readonly SegmentPolicy _policy = new();
    private bool _wroteKeyframe;

    public Slc(int width, int height)
    {
        _width = width;
        _encoder = new ScreenEncoder(width, height);
        _batch.Begin(0);
        _encoder.Resize(width, height, _batch);
        Apply();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _keyframe);
        _policy.Begin(0, _keyframe.WrittenCount, width, height);
    }

    public string Name => "slc";

    /// <summary>The time of the picture that comes next, in milliseconds.</summary>
    public uint Time { get; set; }

    public int Encode(uint[] picture, IReadOnlyList<Rect> damage)
    {
        _wroteKeyframe = false;
        _batch.Begin(Time);
        _encoder.Encode(picture, _width, damage is List<Rect> list ? CollectionsMarshal.AsSpan(list) : damage.ToArray(), [], _batch);
        var reader = new RecordReader(_batch.Bytes.Span, Time);
        while (reader.TryRead(out var record))
            _policy.Add(record);
        return _batch.Bytes.Length;
    }

    /// <summary>Whether a recording gets a keyframe at this time, in milliseconds; then it begins a segment.</summary>
    public bool TakeKeyframe(uint time)
    {
        if (!_policy.IsDue(time))
            return false;
        _keyframe.ResetWrittenCount();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _keyframe);
        _policy.Begin(time, _keyframe.WrittenCount, _width, _encoder.Height);
        return true;
    }

    public int Keyframe(uint[] picture)
    {
        _wroteKeyframe = true;
        _keyframe.ResetWrittenCount();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _keyframe);
        _batch.Begin(Time);
        _encoder.Restart(_batch);
        return _keyframe.WrittenCount;
    }

    public ReadOnlySpan<uint> Decode()
    {
        // A keyframe replaces the RESTART that live viewers get: from here on the decoder plays the recording.
        if (_wroteKeyframe)
            _decoder.Apply(RecordKind.Keyframe, _keyframe.WrittenSpan);
        else
            Apply();
        return _decoder.Picture;
    }

    public void Dispose() => _encoder.Dispose();

    private void Apply()
    {
        var reader = new RecordReader(_batch.Bytes.Span, Time);
        while (reader.TryRead(out var record))
            _decoder.Apply(record.Kind, record.Body);
        if (reader.Problem is { } problem)
            throw new InvalidDataException(problem);
    }
}
