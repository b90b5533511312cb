using System.Buffers;
using System.Text;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;
using Hindsight.Unit.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Interchange;

public sealed class AsciicastTests
{
    private const string Header = """{"version":2,"width":20,"height":5,"timestamp":1760000000}""";
    private static readonly Guid Session = Guid.Parse("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_and_written_again_is_the_same()
    {
        const string cast = Header + """

            [0,"o","hello \u001b[1mworld\u001b[0m\r\n"]
            [0.25,"i","ls\r"]
            [1.5,"o","日本語 😀\r\n"]
            [2,"m","here it is"]
            [3.001,"r","30x8"]
            [3.001,"o","wider"]
            [4,"x","3"]

            """;
        var (source, opened, result) = await ImportAsync(cast);
        Assert.Empty(result.Notes);
        Assert.Equal(7, result.Events);
        Assert.Equal((4000, 1_760_000_000_000_000), (opened.Duration, opened.Header!.StartUnixMicroseconds));
        Assert.Equal(cast, await ExportAsync(source, opened, includesInput: true));
        Assert.Equal(cast.Replace("[0.25,\"i\",\"ls\\r\"]\n", "", StringComparison.Ordinal), await ExportAsync(source, opened, includesInput: false));
    }

    [Fact]
    public async Task Every_stream_of_the_corpus_comes_back()
    {
        foreach (var name in TerminalCorpus.Names)
        {
            var output = TerminalCorpus.Output(name);
            var cast = new StringBuilder(Header).Append('\n');
            var text = Encoding.UTF8.GetString(output);
            cast.Append("[0.5,\"o\",").Append(System.Text.Json.JsonEncodedText.Encode(text) is var json ? $"\"{json}\"" : "").Append("]\n");
            var (source, opened, _) = await ImportAsync(cast.ToString());
            var cursor = new PlaybackCursor(source, opened);
            await cursor.SeekAsync(1000, Cancellation);
            var direct = new TerminalEmulator(20, 5);
            direct.Write(Encoding.UTF8.GetBytes(text));
            Assert.Equal(ScreenDescription.Of(direct), ScreenDescription.Of(cursor.Terminal.Terminal!));

            var (again, reopened, _) = await ImportAsync(await ExportAsync(source, opened, includesInput: true));
            var second = new PlaybackCursor(again, reopened);
            await second.SeekAsync(1000, Cancellation);
            Assert.Equal(ScreenDescription.Of(direct), ScreenDescription.Of(second.Terminal.Terminal!));
        }
    }

    [Fact]
    public async Task Characters_cut_between_records_are_whole_in_the_text()
    {
        var file = new ArrayBufferWriter<byte>();
        var writer = new Hindsight.Recording.Chunks.RecordingWriter(
            new Hindsight.Recording.Chunks.RecordingHeader(Session, 0, Hindsight.Recording.Chunks.RecordingKind.Terminal));
        file.Write(writer.Header.Span);
        var recorder = new TerminalRecorder(writer, 80, 24);
        var bytes = Encoding.UTF8.GetBytes("é漢😀");
        for (var i = 0; i < bytes.Length; i++)
            recorder.Output(i, bytes.AsSpan(i, 1));
        writer.Finish(SealCause.ClosedByUser, "", 100, 0, null, file);
        var source = new MemoryRecordingSource(file.WrittenMemory);
        var cast = await ExportAsync(source, await OpenedRecording.OpenAsync(source, Cancellation), includesInput: false);
        Assert.Equal("""
            [0.001,"o","é"]
            [0.004,"o","漢"]
            [0.008,"o","😀"]

            """.ReplaceLineEndings("\n"), string.Join('\n', cast.Split('\n').Where(l => l.StartsWith("[0.00", StringComparison.Ordinal) && !l.Contains("\\u001b", StringComparison.Ordinal))) + "\n");
    }

    [Fact]
    public async Task Odd_events_become_notes_and_marks()
    {
        var (_, opened, result) = await ImportAsync(Header + "\n" + """
            [1,"o","one"]
            [0.5,"o","before"]

            [1.25,"z","future"]
            [1.5,"r","wide"]
            [1.75,"o","\ud800"]
            [-1,"o","x"]
            [1e300,"o","x"]
            {"not":"an event"}
            [2,"r","99999999x2"]
            [2.5,"o","cut
            """);
        Assert.Equal(
            [
                "An event's time is before the one's before it; it was put at the same time.",
                "An event has no record of its own; it became a mark. (2 times)",
                "A line is no event and was left out. (4 times)",
                "The file ends in the middle of an event.",
            ], result.Notes);
        Assert.Equal(["asciicast z: future", "asciicast r: wide"], opened.Index.Marks.Where(m => m.Kind == RecordKind.Mark).Select(m => m.Text));
        Assert.Equal(SealCause.Cut, opened.Seal!.Cause);
        Assert.Equal((1000, 2), (opened.Index.Segments[^1].Width, opened.Index.Segments[^1].Height));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[1,\"o\",\"x\"]\n", "no version")]
    [InlineData("{\"version\":1}\n", "version 2")]
    [InlineData("{\"version\":\"2\"}\n", "version 2")]
    [InlineData("{\n", "no JSON")]
    [InlineData("\u0089HSR", "no JSON")]
    public async Task What_is_no_asciicast_is_refused(string text, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<RecordingFormatException>(() => ImportAsync(text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"version\":2}\n", 80, 24)]
    [InlineData("{\"version\":2,\"width\":-5,\"height\":1e9,\"timestamp\":1e300}\n", 2, 1000)]
    [InlineData("{\"version\":2,\"width\":\"a\",\"height\":null}\n", 80, 24)]
    public async Task Odd_sizes_become_possible_ones(string header, int columns, int rows)
    {
        var (_, opened, _) = await ImportAsync(header);
        Assert.Equal((columns, rows), (opened.Index.Segments[0].Width, opened.Index.Segments[0].Height));
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        using var endless = new EndlessStream();
        var target = new ImportTarget(Session, new ArrayBufferWriter<byte>());
        var problem = await Assert.ThrowsAsync<RecordingFormatException>(() => AsciicastImport.RunAsync(endless, target, Cancellation));
        Assert.Contains("line 1 is longer", problem.Message, StringComparison.Ordinal);
    }

    internal static async Task<(MemoryRecordingSource Source, OpenedRecording Opened, ImportResult Result)> ImportAsync(string cast)
    {
        var file = new ArrayBufferWriter<byte>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(cast));
        var result = await AsciicastImport.RunAsync(stream, new ImportTarget(Session, file), Cancellation);
        var source = new MemoryRecordingSource(file.WrittenMemory);
        return (source, await OpenedRecording.OpenAsync(source, Cancellation), result);
    }

    private static async Task<string> ExportAsync(MemoryRecordingSource source, OpenedRecording opened, bool includesInput)
    {
        var output = new ArrayBufferWriter<byte>();
        await new AsciicastExport(output, includesInput).RunAsync(source, opened, Cancellation);

        // Two spellings of the same.
        return Encoding.UTF8.GetString(output.WrittenSpan).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal).Replace("\\u001B", "\\u001b", StringComparison.Ordinal);
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
