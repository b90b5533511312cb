using System.Buffers;
using System.Text;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>A terminal's recording shows at every time what the terminal showed then.</summary>
public sealed class TerminalRecordingTests
{
    private readonly RecordingWriter _writer = new(new RecordingHeader(Guid.Parse("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f"), 1_760_000_000_000_000, RecordingKind.Terminal));
    private readonly ArrayBufferWriter<byte> _file = new();
    private readonly SortedList<long, string> _shown = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_seek_shows_what_linear_play_shows(int seed)
    {
        var random = new Random(seed);
        var recorder = Begin(40, 12);
        for (long time = 0; time < 200_000; time += random.Next(3000))
        {
            if (random.Next(30) == 0)
                recorder.Resize(time, random.Next(2, 60), random.Next(1, 20));
            recorder.Input(time, "typed"u8);
            recorder.Output(time, RandomOutput.Create(random, random.Next(1, 20), savesCursor: true));
            Show(recorder);
        }

        var (source, opened) = await FinishAsync(recorder);
        Assert.True(opened.Index.Segments.Count > 5, $"{opened.Index.Segments.Count} segments");
        var cursor = new PlaybackCursor(source, opened);
        var times = _shown.Keys.ToArray();
        random.Shuffle(times);
        foreach (var time in times)
        {
            await cursor.SeekAsync(time, TestContext.Current.CancellationToken);
            Assert.Equal($"{time}\n{_shown[time]}", $"{time}\n{ScreenDescription.Of(cursor.Terminal.Terminal!)}");
        }

        Assert.Empty(cursor.Damage);
    }

    [Fact]
    public async Task A_flood_is_cut_into_segments_of_bounded_work()
    {
        var recorder = Begin(80, 24);
        var flood = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("0123456789 \e[32mgreen\e[m\r\n", 40_000)));
        for (var time = 0; time < 10; time++)
            recorder.Output(time, flood);
        var (source, opened) = await FinishAsync(recorder);

        // 48 megapixels at 32 a byte, and one record.
        var limit = (48_000_000 / 32) + TerminalRecords.MaxOutput + 10_000;
        var ends = opened.Index.Segments.Skip(1).Select(s => s.Offset).Append(source.Length);
        Assert.All(opened.Index.Segments.Zip(ends), pair => Assert.InRange(pair.Second - pair.First.Offset, 1, limit));
        var verdict = await RecordingVerifier.VerifyAsync(source, null, null, TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Whole, verdict.Verdict);
    }

    [Fact]
    public async Task Sizes_and_the_exit_are_kept()
    {
        var recorder = Begin(80, 24);
        recorder.Output(10, "one"u8);
        recorder.Resize(20, 100, 30);
        recorder.Resize(30, 0, 100_000);
        recorder.Exit(40, 3, "");
        var (_, opened) = await FinishAsync(recorder);
        Assert.Equal([(0, 80, 24), (20, 100, 30), (30, 2, 1000)], opened.Index.Segments.Select(s => (s.Time, s.Width, s.Height)));
        Assert.Equal([(20, RecordKind.Resize, (100L << 16) | 30), (30, RecordKind.Resize, (2L << 16) | 1000), (40, RecordKind.End, 0)],
            opened.Index.Marks.Select(m => (m.Time, m.Kind, m.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("500018")]
    [InlineData("0100180041")]
    [InlineData("FFFF0100")]
    [InlineData("E803E803")]
    public void An_impossible_keyframe_is_refused(string body) =>
        Assert.Throws<RecordingFormatException>(() => new TerminalDecoder().Apply(RecordKind.TerminalKeyframe, Convert.FromHexString(body)));

    [Fact]
    public void Output_before_a_keyframe_is_refused() =>
        Assert.Throws<RecordingFormatException>(() => new TerminalDecoder().Apply(RecordKind.TerminalOutput, "x"u8));

    private TerminalRecorder Begin(int columns, int rows)
    {
        _file.Write(_writer.Header.Span);
        return new TerminalRecorder(_writer, columns, rows);
    }

    private void Show(TerminalRecorder recorder)
    {
        _shown[recorder.Time] = ScreenDescription.Of(recorder.Terminal);
        recorder.SealDue(_file);
    }

    private async Task<(MemoryRecordingSource Source, OpenedRecording Opened)> FinishAsync(TerminalRecorder recorder)
    {
        _writer.Finish(SealCause.ClosedByUser, "", recorder.Time, 1_760_000_001_000_000, null, _file);
        var source = new MemoryRecordingSource(_file.WrittenMemory);
        return (source, await OpenedRecording.OpenAsync(source, TestContext.Current.CancellationToken));
    }
}
