using System.Buffers;
using System.Runtime.InteropServices;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Seek;

/// <summary>
/// A recording of a session of eight hours, always the same, written as the server writes one. Each quarter of an hour has
/// another page, four minutes of typing, scrolling at 20 pictures a second for three seconds of every twenty in two minutes,
/// and then nothing but a clock; each hour has a video of twenty seconds at 25 pictures a second.
/// </summary>
internal sealed class WorkingDay : IDisposable
{
    public const long Duration = 8 * 3_600_000;
    private const int Quarter = 900_000, Second = 1000;

    private readonly DayScreen _screen = new();
    private readonly ScreenEncoder _encoder = new(DayScreen.Width, DayScreen.Height);
    private readonly RecordingWriter _writer = new(new RecordingHeader(new Guid("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f"), 1_760_000_000_000_000));
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _keyframe = new(1 << 20);
    private readonly ArrayBufferWriter<byte> _sealed = new(1 << 20);
    private readonly Stream _file;

    private WorkingDay(Stream file) => _file = file;

    public static void Write(Stream file)
    {
        using var day = new WorkingDay(file);
        day.Record();
    }

    public void Dispose() => _encoder.Dispose();

    private void Record()
    {
        _file.Write(_writer.Header.Span);
        _batch.Begin(0);
        _encoder.Resize(DayScreen.Width, DayScreen.Height, _batch);
        Keyframe(0);
        for (long start = 0; start < Duration; start += Quarter)
            WorkAQuarter(start);
        _writer.Finish(SealCause.ClosedByUser, "", Duration, 1_760_000_000_000_000 + (Duration * 1000), null, _sealed);
        Save();
    }

    private void WorkAQuarter(long start)
    {
        Draw(start + 500, _screen.Page);
        var now = start + Second;
        for (var letter = 0; now < start + (4 * 60 * Second); now += letter % 30 == 0 ? 4000 : 210)
            Draw(now, () => _screen.Type(letter++));
        for (now = start + (4 * 60 * Second); now < start + (6 * 60 * Second); now += 20 * Second)
        {
            for (var line = 0; line < 60; line++)
                Scroll(now + (line * 50));
        }

        for (var frame = 0; frame < 500 && start % (4 * Quarter) == 0; frame++)
            Draw(now + (frame * 40), () => _screen.Video(frame));
        for (now = start + (7 * 60 * Second); now < start + Quarter; now += 60 * Second)
            Draw(now, () => _screen.Type(1199));
    }

    private void Draw(long time, Action draw)
    {
        draw();
        Update(time, []);
    }

    private void Scroll(long time) => Update(time, [_screen.Scroll()]);

    private void Update(long time, ReadOnlySpan<ScreenCopy> moves)
    {
        if (_writer.SegmentDue(time))
        {
            _batch.Begin(time);
            _encoder.Restart(_batch);
            Keyframe(time);
        }

        _batch.Begin(time);
        _encoder.Encode(_screen.Pixels, DayScreen.Width, CollectionsMarshal.AsSpan(_screen.Damage), moves, _batch);
        _screen.Damage.Clear();
        _writer.Append(_batch);
        while (_writer.ChunkDue(time) && _writer.TrySealChunk(_sealed, out _))
            Save();
    }

    private void Save()
    {
        _file.Write(_sealed.WrittenSpan);
        _sealed.ResetWrittenCount();
    }

    private void Keyframe(long time)
    {
        _keyframe.ResetWrittenCount();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _keyframe);
        _writer.AppendKeyframe(time, _keyframe.WrittenSpan, DayScreen.Width, DayScreen.Height);
    }
}
