using System.Buffers;
using System.Runtime.InteropServices;
using Hindsight.Benchmarks.Codec;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Export;

/// <summary>Makes a recording of a screen trace, again and again until it is long enough, with rests in between.</summary>
internal sealed class RecordedTrace : IDisposable
{
    private readonly RecordingWriter _writer = new(new RecordingHeader(Guid.NewGuid(), 1_760_000_000_000_000));
    private readonly ArrayBufferWriter<byte> _part = new();
    private readonly RecordBatch _batch = new();
    private readonly FileStream _file;
    private ScreenEncoder? _encoder;

    private RecordedTrace(string path)
    {
        _file = File.Create(path);
        _file.Write(_writer.Header.Span);
    }

    /// <summary>Writes the recording; after each run of the trace nothing happens for <paramref name="rest"/>.</summary>
    public static void Write(string trace, string path, TimeSpan length, TimeSpan rest)
    {
        using var recorded = new RecordedTrace(path);
        var time = 0L;
        while (time < length.TotalMilliseconds)
            time = recorded.Add(trace, time, (long)length.TotalMilliseconds) + (long)rest.TotalMilliseconds;
        recorded.Finish(Math.Min(time, (long)length.TotalMilliseconds));
    }

    public void Dispose()
    {
        _encoder?.Dispose();
        _file.Dispose();
    }

    private long Add(string path, long start, long end)
    {
        using var trace = Trace.Open(path);
        var time = start;
        while (trace.Next() && (time = Math.Max(time, start + trace.Time)) < end)
        {
            if (_encoder is null)
            {
                _encoder = new ScreenEncoder(trace.Width, trace.Height);
                _batch.Begin(0);
                _encoder.Resize(trace.Width, trace.Height, _batch);
                Keyframe(0);
            }

            while (_writer.ChunkDue(time) && _writer.TrySealChunk(_part, out _))
            {
            }

            if (_writer.SegmentDue(time))
            {
                _batch.Begin(time);
                _encoder.Restart(_batch);
                Keyframe(time);
            }

            _batch.Begin(time);
            _encoder.Encode(trace.Picture, trace.Width, CollectionsMarshal.AsSpan(trace.Damage), [], _batch);
            _writer.Append(_batch);
            Flush();
        }

        return time;
    }

    private void Keyframe(long time)
    {
        var body = new ArrayBufferWriter<byte>(1 << 20);
        _encoder!.WriteKeyframeBody(0, 0, PointerShape.Default, body);
        _writer.AppendKeyframe(time, body.WrittenSpan, _encoder.Width, _encoder.Height);
    }

    private void Finish(long time)
    {
        _writer.Finish(SealCause.ClosedByUser, "", time, 1_760_000_000_000_000 + time * 1000, null, _part);
        Flush();
    }

    private void Flush()
    {
        _file.Write(_part.WrittenSpan);
        _part.ResetWrittenCount();
    }
}
