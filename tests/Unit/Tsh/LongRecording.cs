using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Chunks;

namespace Hindsight.Unit.Tsh;

/// <summary>A session of any length on a small screen, on which a square changes every other second.</summary>
internal static class LongRecording
{
    private const int Width = 96, Height = 64, Side = 16, Interval = 2000;

    internal static async Task WriteAsync(string path, TimeSpan length, CancellationToken cancellation)
    {
        using var encoder = new ScreenEncoder(Width, Height);
        var (writer, batch, part) = (new RecordingWriter(SyntheticSession.SampleHeader), new RecordBatch(), new ArrayBufferWriter<byte>());
        var picture = new uint[Width * Height];
        await using var file = File.Create(path);
        await file.WriteAsync(writer.Header, cancellation);
        batch.Begin(0);
        encoder.Resize(Width, Height, batch);
        Keyframe(0);
        var time = 0L;
        for (; time < length.TotalMilliseconds; time += Interval)
        {
            while (writer.ChunkDue(time) && writer.TrySealChunk(part, out _))
            {
            }

            if (writer.SegmentDue(time))
            {
                batch.Begin(time);
                encoder.Restart(batch);
                Keyframe(time);
            }

            var square = new Rect((int)(time / Interval % (Width / Side)) * Side, 0, Side, Side);
            for (var y = 0; y < Side; y++)
                picture.AsSpan(y * Width + square.X, Side).Fill(0xFF000000 | (uint)(time * 2654435761));
            batch.Begin(time);
            encoder.Encode(picture, Width, [square], [], batch);
            writer.Append(batch);
            await file.WriteAsync(part.WrittenMemory, cancellation);
            part.ResetWrittenCount();
        }

        writer.Finish(SealCause.ClosedByUser, "", time, SyntheticSession.SampleHeader.StartUnixMicroseconds + time * 1000, null, part);
        await file.WriteAsync(part.WrittenMemory, cancellation);

        void Keyframe(long at)
        {
            var body = new ArrayBufferWriter<byte>();
            encoder.WriteKeyframeBody(0, 0, PointerShape.Default, body);
            writer.AppendKeyframe(at, body.WrittenSpan, Width, Height);
        }
    }
}
