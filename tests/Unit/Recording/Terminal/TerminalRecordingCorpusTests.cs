using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>A recording of all the corpus's output, which the player's tests play in xterm.js from each of its keyframes.</summary>
public sealed class TerminalRecordingCorpusTests
{
    private const int Pieces = 24;
    private const int PieceMilliseconds = 1700;

    [Fact]
    public void The_recorder_writes_the_stored_file()
    {
        var file = Path.Combine(TerminalCorpus.Folder, "all.hsr");
        var bytes = Record();
        if (Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1")
            File.WriteAllBytes(file, bytes);
        Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(file)), "run the tests with UPDATE_CORPUS=1 if the change is meant");
    }

    [Fact]
    public async Task The_stored_file_shows_the_screens_of_the_corpus()
    {
        var source = new MemoryRecordingSource(await File.ReadAllBytesAsync(Path.Combine(TerminalCorpus.Folder, "all.hsr"), TestContext.Current.CancellationToken));
        var opened = await OpenedRecording.OpenAsync(source, TestContext.Current.CancellationToken);
        var cursor = new PlaybackCursor(source, opened);
        var begin = 0L;
        foreach (var name in TerminalCorpus.Names)
        {
            var expected = TerminalCorpus.Expectation(name).GetProperty("screens").EnumerateArray().Last();
            await cursor.SeekAsync(begin + (Pieces * PieceMilliseconds) - 1, TestContext.Current.CancellationToken);
            for (var y = 0; y < cursor.Terminal.Terminal!.Rows; y++)
                Assert.Equal($"{name} {y} {ScreenDescription.Row(expected.GetProperty("cells")[y])}", $"{name} {y} {ScreenDescription.Row(cursor.Terminal.Terminal, y)}");
            begin += Pieces * PieceMilliseconds;
        }
    }

    private static byte[] Record()
    {
        var writer = new RecordingWriter(new RecordingHeader(Guid.Parse("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f"), 1_760_000_000_000_000, RecordingKind.Terminal));
        var file = new ArrayBufferWriter<byte>();
        file.Write(writer.Header.Span);
        var recorder = new TerminalRecorder(writer, 80, 24);
        var time = 0L;
        foreach (var name in TerminalCorpus.Names)
        {
            var expectation = TerminalCorpus.Expectation(name);
            var output = TerminalCorpus.Output(name);
            recorder.Resize(time, 40, 10);
            recorder.Resize(time, expectation.GetProperty("columns").GetInt32(), expectation.GetProperty("rows").GetInt32());

            // Everything as it was at first, whatever the output before has left: also the modes that a reset leaves alone.
            recorder.Output(time, "\u0018\ec\e[20l\e[?25h\e]2;\a"u8);
            for (var i = 0; i < Pieces; i++, time += PieceMilliseconds)
            {
                recorder.Output(time, output.AsSpan((output.Length * i / Pieces)..(output.Length * (i + 1) / Pieces)));
                recorder.SealDue(file);
            }
        }

        recorder.Exit(time, 0, "");
        writer.Finish(SealCause.ClosedByUser, "", time, 1_760_000_001_000_000, null, file);
        return file.WrittenSpan.ToArray();
    }
}
