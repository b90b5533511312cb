using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Xunit;
using static Hindsight.Unit.Recording.Interchange.TeleportBytes;

namespace Hindsight.Unit.Recording.Interchange;

/// <summary>What Teleport's recordings become, and the traps in them.</summary>
public sealed class TeleportImportTests
{
    private static readonly Guid Session = Guid.Parse("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_known_vector_decodes()
    {
        var import = await ImportAsync(Vector);
        Assert.Equal(RecordingKind.Desktop, import.Result.Kind);
        Assert.Equal(2, import.Result.Events);
        Assert.Equal((1000, 1_767_261_600_000_000), (import.Opened.Duration, import.Opened.Header!.StartUnixMicroseconds));
        Assert.Equal((800, 600), (import.Opened.Index.Segments[0].Width, import.Opened.Index.Segments[0].Height));
        var cursor = new PlaybackCursor(import.Source, import.Opened);
        await cursor.SeekAsync(999, Cancellation);
        Assert.Equal((0, 0), (cursor.Screen.PointerX, cursor.Screen.PointerY));
        await cursor.SeekAsync(1000, Cancellation);
        Assert.Equal((10, 20), (cursor.Screen.PointerX, cursor.Screen.PointerY));
    }

    [Fact]
    public async Task A_terminal_session_is_taken_over()
    {
        var import = await ImportAsync(Part(Gzip(
            Start(0), Print(1, 0, "one "), Event(6, 2, e => e.Message(2, new ProtoWriter().Text(1, "bob"))), Print(3, 500, "two"),
            Event(9, 4, e => e.Text(6, "30:5")), Print(5, 900, "\r\nthree"), Event(12, 6, e => e.Text(6, "/etc/passwd")), Event(4711, 7, e => e),
            Event(10, 8, e => e.Time(9, 1_767_261_600_000_000).Time(10, 1_767_261_602_500_000)))));
        Assert.Equal(RecordingKind.Terminal, import.Result.Kind);
        Assert.Equal(2500, import.Opened.Duration);
        Assert.Equal(SealCause.ClosedByUser, import.Opened.Seal!.Cause);
        Assert.Equal([(40, 10), (30, 5)], import.Opened.Index.Segments.Select(s => (s.Width, s.Height)));
        Assert.Equal(["bob joined", "Teleport event 12 type 12: 34 bytes", "Teleport event 4711 type 4711: 23 bytes"],
            import.Opened.Index.Marks.Where(m => m.Kind == RecordKind.Mark).Select(m => m.Text));
        Assert.Equal(["An event has no record of its own; it became a mark. (2 times)"], import.Result.Notes);
        Assert.Equal("one two", (await RowAsync(import, 500))[..7]);
        Assert.Equal("one    ", (await RowAsync(import, 499))[..7]);
    }

    [Fact]
    public async Task Of_several_gzip_members_in_a_part_only_the_first_counts()
    {
        byte[] two = [.. Gzip(Start(0), Print(1, 0, "first")), .. Gzip(Print(2, 0, "second"))];
        byte[] padded = [.. Gzip(Print(3, 0, " third")), .. new byte[100]];
        var import = await ImportAsync([.. Part(two), .. Part(padded)]);
        Assert.StartsWith("first third  ", await RowAsync(import, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Padding_and_empty_parts_are_passed_over()
    {
        var import = await ImportAsync(
            [.. Part([], padding: 10), .. Part(Gzip(Start(0), Print(1, 0, "a")), padding: 4096), .. Part([]), .. Part(Gzip(Print(2, 0, "b")), version: 2)]);
        Assert.StartsWith("ab ", await RowAsync(import, 0), StringComparison.Ordinal);
        Assert.Equal(SealCause.ClosedByUser, import.Opened.Seal!.Cause);
    }

    [Fact]
    public async Task Events_that_come_twice_count_once()
    {
        var import = await ImportAsync([.. Part(Gzip(Start(0), Print(1, 0, "a"), Print(2, 0, "b"))), .. Part(Gzip(Print(1, 0, "a"), Print(2, 0, "b"), Print(3, 0, "c")))]);
        Assert.StartsWith("abc ", await RowAsync(import, 0), StringComparison.Ordinal);
        Assert.Contains("An event was there a second time and was left out. (2 times)", import.Result.Notes);
    }

    [Fact]
    public async Task A_cut_file_is_taken_over_up_to_the_cut()
    {
        var first = Part(Gzip(Start(0), Print(1, 0, "whole ")));
        var second = Part(Gzip(Print(2, 5, "half")));
        for (var length = first.Length + 1; length < first.Length + second.Length; length++)
        {
            var import = await ImportAsync([.. first, .. second.AsSpan(0, length - first.Length)]);
            Assert.StartsWith("whole", await RowAsync(import, 4), StringComparison.Ordinal);
            Assert.Equal(SealCause.Cut, import.Opened.Seal!.Cause);
        }
    }

    [Fact]
    public async Task What_follows_damage_is_left_out_with_a_note()
    {
        byte[] start = Part(Gzip(Start(0), Print(1, 0, "kept")));
        var broken = Gzip(Print(2, 0, "x"));
        broken[^6] ^= 1;
        byte[][] rests =
        [
            Part([1, 2, 3, .. new byte[30]]), Part(broken), Part(Gzip(Array.Empty<byte>())), Part(Gzip([1, 2, 3])), Part(Gzip(Print(2, 0, "x")), version: 3),
            Part(Gzip(Print(2, 0, "x")), version: 2, flags: 1), Part([], size: long.MaxValue), Part(Gzip(DesktopEvent(2, 0, 1, 0, 0, 0, 9, 0, 0, 0, 9))),
        ];
        foreach (var rest in rests)
        {
            var import = await ImportAsync([.. start, .. rest]);
            Assert.StartsWith("kept", await RowAsync(import, 0), StringComparison.Ordinal);
            Assert.Contains(import.Result.Notes, n => n.StartsWith("The rest can't be read: ", StringComparison.Ordinal));
            Assert.Equal(SealCause.Cut, import.Opened.Seal!.Cause);
        }
    }

    [Fact]
    public async Task An_event_may_have_64_KiB_and_no_more()
    {
        var longest = Event(7, 1, e => e.Bytes(3, new byte[65_480]));
        Assert.InRange(longest.Length, 65_500, 65_536);
        Assert.DoesNotContain((await ImportAsync(Part(Gzip(Start(0), longest)))).Result.Notes, n => n.StartsWith("The rest", StringComparison.Ordinal));
        var import = await ImportAsync(Part(Gzip(Start(0), Event(7, 1, e => e.Bytes(3, new byte[65_536])))));
        Assert.Contains(import.Result.Notes, n => n.Contains("longer than 65536", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_not_be_converted_is_refused_with_a_reason()
    {
        byte[][] files =
        [
            [], [1, 2, 3], new byte[24], Part([], version: 9), Part(Gzip(Start(0)), version: 2, flags: 1), Part(Gzip(Event(40, 0, e => e), Event(42, 1, e => e))),
            Part(Gzip(DesktopEvent(0, 0, 31, 0, 1, 0, 2, 3, 32, 2, 88), DesktopEvent(1, 5, 29, 0, 0, 0, 1, 0))),
        ];
        string[] reasons = ["no part", "no part", "no Teleport recording", "no Teleport recording", "encrypted", "nothing in this recording", "RDP fast-path"];
        for (var i = 0; i < files.Length; i++)
            Assert.Contains(reasons[i], (await Assert.ThrowsAsync<RecordingFormatException>(() => ImportAsync(files[i]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Desktop_messages_are_drawn_and_told()
    {
        var png = PngPicture.Write([0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF123456], 2, 2, 2);
        byte[] corners = [0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 5];
        var import = await ImportAsync(Part(Gzip(
            DesktopEvent(0, 0, 1, 0, 0, 0, 16, 0, 0, 0, 8), DesktopEvent(1, 10, [27, 0, 0, 0, (byte)png.Length, .. corners, .. png]),
            DesktopEvent(2, 20, [2, .. corners, .. png.AsSpan(0, 20)]), DesktopEvent(3, 30, [28, 0, 0, 0, 3, .. "bye"u8, 2]), DesktopEvent(4, 40, 4, 0, 1),
            DesktopEvent(5, 50, 99), Event(69, 6, e => e.Bytes(4, [0, 0, 0, 0]).Number(3, 60)), DesktopEvent(7, 70, [2, .. corners, .. png]))));
        var cursor = new PlaybackCursor(import.Source, import.Opened);
        await cursor.SeekAsync(10, Cancellation);
        Assert.Equal((0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF123456, 0xFF000000), (Pixel(3, 4), Pixel(4, 4), Pixel(3, 5), Pixel(4, 5), Pixel(5, 4)));
        Assert.Contains(import.Opened.Index.Marks, m => m is { Kind: RecordKind.Notice, Detail: 2, Text: "bye", Time: 30 });
        Assert.Contains(import.Result.Notes, n => n.StartsWith("A tile was left out: ", StringComparison.Ordinal));
        Assert.Contains(import.Result.Notes, n => n.Contains("kind 99", StringComparison.Ordinal));
        Assert.Contains(import.Result.Notes, n => n.Contains("TDPB", StringComparison.Ordinal));

        uint Pixel(int x, int y) => cursor.Screen.Picture[(y * 16) + x];
    }

    internal static async Task<(MemoryRecordingSource Source, OpenedRecording Opened, ImportResult Result)> ImportAsync(byte[] file)
    {
        var output = new ArrayBufferWriter<byte>();
        using var stream = new MemoryStream(file);
        var result = await TeleportImport.RunAsync(stream, new ImportTarget(Session, output), Cancellation);
        var source = new MemoryRecordingSource(output.WrittenMemory);
        return (source, await OpenedRecording.OpenAsync(source, Cancellation), result);
    }

    private static async Task<string> RowAsync((MemoryRecordingSource Source, OpenedRecording Opened, ImportResult Result) import, long time)
    {
        var cursor = new PlaybackCursor(import.Source, import.Opened);
        await cursor.SeekAsync(time, Cancellation);
        var terminal = cursor.Terminal.Terminal!;
        return string.Concat(Enumerable.Range(0, terminal.Columns).Select(x => terminal[x, 0].Text.PadLeft(1)));
    }
}
