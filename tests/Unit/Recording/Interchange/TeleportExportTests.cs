using System.Buffers;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Playback;
using Hindsight.Unit.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Interchange;

/// <summary>What is written for Teleport reads back as it was.</summary>
public sealed class TeleportExportTests
{
    private static readonly TeleportSessionInfo Info = new("alice", "root", "web-1", "example.com");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_terminals_recording_comes_back()
    {
        var source = new MemoryRecordingSource(await File.ReadAllBytesAsync(Path.Combine(TerminalCorpus.Folder, "all.hsr"), Cancellation));
        var opened = await OpenedRecording.OpenAsync(source, Cancellation);
        var import = await TeleportImportTests.ImportAsync(await ExportAsync(source, opened));
        Assert.Empty(import.Result.Notes);
        Assert.Equal((opened.Duration, opened.Header!.StartUnixMicroseconds), (import.Opened.Duration, import.Opened.Header!.StartUnixMicroseconds));
        var (before, after) = (new PlaybackCursor(source, opened), new PlaybackCursor(import.Source, import.Opened));
        for (var time = 850L; time < opened.Duration; time += 17_000)
        {
            await before.SeekAsync(time, Cancellation);
            await after.SeekAsync(time, Cancellation);
            Assert.Equal($"{time} {ScreenDescription.Of(before.Terminal.Terminal!)}", $"{time} {ScreenDescription.Of(after.Terminal.Terminal!)}");
        }
    }

    [Fact]
    public async Task A_desktops_recording_comes_back()
    {
        using var session = new RecordedSession(300, 200, seed: 7);
        session.Pointer(40, 30, 20);
        session.Draw(100, c => c.Text(10, 10, 20));
        session.Draw(250, c => c.Photo(new Rect(100, 50, 120, 90), 3));
        session.Resize(400, 130, 90);
        session.Draw(500, c => c.Page(c.Whole));
        session.Finish();
        var source = new MemoryRecordingSource(session.Bytes);
        var opened = await OpenedRecording.OpenAsync(source, Cancellation);
        var import = await TeleportImportTests.ImportAsync(await ExportAsync(source, opened));
        Assert.Empty(import.Result.Notes);
        var (before, after) = (new PlaybackCursor(source, opened), new PlaybackCursor(import.Source, import.Opened));
        foreach (var time in new long[] { 40, 100, 250, 400, 500 })
        {
            await before.SeekAsync(time, Cancellation);
            await after.SeekAsync(time, Cancellation);
            Assert.Equal((before.Screen.Width, before.Screen.Height, before.Screen.PointerX), (after.Screen.Width, after.Screen.Height, after.Screen.PointerX));
            Assert.True(before.Screen.Picture.SequenceEqual(after.Screen.Picture), $"another picture at {time}");
        }
    }

    [Fact]
    public async Task A_flood_becomes_several_parts_that_are_read_as_one()
    {
        var random = new Random(1);
        var cast = new System.Text.StringBuilder("{\"version\":2,\"width\":80,\"height\":24}\n");
        for (var i = 0; i < 130; i++)
            cast.Append(System.Globalization.CultureInfo.InvariantCulture, $"[{i},\"o\",\"{RandomText(random, 90_000)}\"]\n");
        var (source, opened, _) = await AsciicastTests.ImportAsync(cast.ToString());
        var file = await ExportAsync(source, opened);
        var secondPart = 24 + (int)System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(8));
        Assert.InRange(secondPart, 5 << 20, file.Length - 100);
        var import = await TeleportImportTests.ImportAsync(file);
        Assert.Empty(import.Result.Notes);
    }

    private static string RandomText(Random random, int length) =>
        string.Create(length, random, static (text, random) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = (char)random.Next('0', 'z') is var c and not '\\' ? c : '-';
        });

    private static async Task<byte[]> ExportAsync(MemoryRecordingSource source, OpenedRecording opened)
    {
        var output = new ArrayBufferWriter<byte>();
        await new TeleportExport(output, Info).RunAsync(source, opened, Cancellation);
        return output.WrittenSpan.ToArray();
    }
}
