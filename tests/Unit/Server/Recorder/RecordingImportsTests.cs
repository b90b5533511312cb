using System.Buffers;
using System.Text;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Hindsight.Server.Storage;
using Hindsight.Unit.Recording.Playback;
using Hindsight.Unit.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

public sealed class RecordingImportsTests
{
    private const string Cast = """
        {"version":2,"width":20,"height":5,"timestamp":1760000000}
        [0.5,"o","hello"]
        [2,"o"," world"]
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_asciicast_becomes_a_recording_that_the_cluster_has_sealed(bool encrypted)
    {
        using var rig = await RecorderRig.CreateAsync(encrypted: encrypted);
        var answer = await ImportAsync(rig, "demo.cast", Encoding.UTF8.GetBytes(Cast), user: "alice", target: "node-1");
        Assert.Equal(("ssh", "alice", "unknown", "node-1", 2000), (answer.Kind, answer.User, answer.Login, answer.Target, answer.DurationMs));
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromMinutes(5), Cancellation));

        Assert.True(SessionId.TryParse(answer.Sid, out var sid));
        var entry = await rig.EntryAsync(sid);
        Assert.Equal((RecordingState.Complete, null, true, false), (entry.State, entry.Reason, entry.Stored, entry.Live));
        Assert.Equal(("it was imported from demo.cast by root", 20, 5, 2000), (entry.Rule, entry.Width, entry.Height, entry.DurationMs));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000), entry.Start);
        var (content, _) = (await rig.Files.OpenAsync(entry, Cancellation))!.Value;
        await using var opened = content;
        var source = new ContentSource(content);
        var recording = await OpenedRecording.OpenAsync(source, Cancellation);
        var cursor = new PlaybackCursor(source, recording);
        await cursor.SeekAsync(2000, Cancellation);
        Assert.Equal("hello world", string.Concat(Enumerable.Range(0, 20).Select(x => cursor.Terminal.Terminal![x, 0].Text)));

        var found = await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(await rig.StoredBytesAsync(sid)), rig.Keys.Verifier, sid.Value, Cancellation);
        Assert.Equal((Verdict.Whole, true, "imported from demo.cast (asciicast)"), (found.Verdict, found.IsSigned, found.Seal!.Reason));
        Assert.Equal(1, (await rig.Test.EventsAsync()).Count(e => e == "session.recording.import HS3004I"));
        Assert.Equal(1, (await rig.Test.EventsAsync()).Count(e => e == "session.upload T2005I"));
    }

    [Fact]
    public async Task A_Teleport_file_says_whose_session_it_is()
    {
        using var rig = await RecorderRig.CreateAsync();
        var (bytes, id) = await TeleportAsync();
        var answer = await ImportAsync(rig, "any.tar", bytes, user: "mallory");
        Assert.Equal((id.ToString(), "ssh", "bob", "root", "node-1"), (answer.Sid, answer.Kind, answer.User, answer.Login, answer.Target));
    }

    [Fact]
    public async Task A_session_that_is_there_is_never_replaced()
    {
        using var rig = await RecorderRig.CreateAsync();
        await ImportAsync(rig, "demo.cast", Encoding.UTF8.GetBytes(Cast));
        var again = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(rig, "other.cast", Encoding.UTF8.GetBytes(Cast)));
        Assert.Equal("already_exists", again.Code);
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawAsync();
        var running = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(rig, script.Session.Sid + ".cast", Encoding.UTF8.GetBytes(Cast)));
        Assert.Equal("already_exists", running.Code);
        await script.EndAsync();
    }

    [Fact]
    public async Task Recordings_of_another_cluster_are_sealed_anew_and_show_the_same()
    {
        foreach (var path in (string[])[Path.Combine(RecordingCorpusTests.Folder, "desktop.hsr"), Path.Combine(TerminalCorpus.Folder, "all.hsr")])
        {
            using var rig = await RecorderRig.CreateAsync();
            var bytes = await File.ReadAllBytesAsync(path, Cancellation);
            var answer = await ImportAsync(rig, Path.GetFileName(path), bytes);
            Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromMinutes(5), Cancellation));
            Assert.True(SessionId.TryParse(answer.Sid, out var sid));
            var (before, after) = (new MemoryRecordingSource(bytes), new MemoryRecordingSource(await rig.StoredBytesAsync(sid)));
            Assert.Equal((Verdict.Whole, true), (await RecordingVerifier.VerifyAsync(after, rig.Keys.Verifier, sid.Value, Cancellation)) is var found ? (found.Verdict, found.IsSigned) : default);
            var (old, made) = (await OpenedRecording.OpenAsync(before, Cancellation), await OpenedRecording.OpenAsync(after, Cancellation));
            Assert.Equal((old.Duration, old.Header), (made.Duration, made.Header));
            var (shown, copied) = (new PlaybackCursor(before, old), new PlaybackCursor(after, made));
            for (var time = 0L; time <= old.Duration; time += Math.Max(1, old.Duration / 17))
            {
                await shown.SeekAsync(time, Cancellation);
                await copied.SeekAsync(time, Cancellation);
                Assert.True(shown.Screen.Picture.SequenceEqual(copied.Screen.Picture));
                if (shown.Terminal.Terminal is { } terminal)
                    Assert.Equal(ScreenDescription.Of(terminal), ScreenDescription.Of(copied.Terminal.Terminal!));
            }
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("damaged")]
    public async Task What_is_not_whole_says_so(string name)
    {
        using var rig = await RecorderRig.CreateAsync();
        var answer = await ImportAsync(rig, name + ".hsr", await File.ReadAllBytesAsync(Path.Combine(RecordingCorpusTests.Folder, name + ".hsr"), Cancellation));
        Assert.NotEmpty(answer.Notes);
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromMinutes(5), Cancellation));
        Assert.True(SessionId.TryParse(answer.Sid, out var sid));
        var entry = await rig.EntryAsync(sid);
        Assert.Equal((RecordingState.Incomplete, $"imported from {name}.hsr (Hindsight); what was imported ended early"), (entry.State, entry.Reason));
    }

    [Theory]
    [InlineData("notes.txt", "some text that is no recording at all, and long enough to be looked at", "no recording")]
    [InlineData("old.cast", "{\"version\":1}\n", "version 2")]
    [InlineData("empty.tar", "", "no part")]
    public async Task What_is_no_recording_is_refused_and_leaves_nothing(string name, string text, string words)
    {
        using var rig = await RecorderRig.CreateAsync();
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(rig, name, Encoding.UTF8.GetBytes(text)));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(rig.Spool.NewPart())!));
    }

    private static async Task<ImportAnswer> ImportAsync(RecorderRig rig, string name, byte[] bytes, string? user = null, string? target = null)
    {
        using var stream = new MemoryStream(bytes);
        return await new RecordingImports(rig.Catalog, rig.Ledger, rig.Spool, rig.Keys, rig.Test.Audit, rig.Signal)
            .RunAsync(new ImportRequest(name, "root", user, null, target), stream, Cancellation);
    }

    private static async Task<(byte[] Bytes, Guid Id)> TeleportAsync()
    {
        var source = new MemoryRecordingSource(await File.ReadAllBytesAsync(Path.Combine(TerminalCorpus.Folder, "all.hsr"), Cancellation));
        var opened = await OpenedRecording.OpenAsync(source, Cancellation);
        var output = new ArrayBufferWriter<byte>();
        await new TeleportExport(output, new TeleportSessionInfo("bob", "root", "node-1", "main")).RunAsync(source, opened, Cancellation);
        return (output.WrittenSpan.ToArray(), opened.Header!.SessionId);
    }
}
