using Hindsight.Desktop;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Server.Recorder;
using Hindsight.Unit.Server.Recorder;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

public sealed class DesktopSessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_viewer_and_the_recording_get_the_same_bytes()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        for (var i = 0; i < 30; i++)
        {
            await rig.DrawAsync();
            await rig.CatchUpAsync(rig.Browser);
            Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        }

        var player = new RecordingPlayer(await rig.EndAsync());
        player.Play([]);
        var live = rig.Browser.Records.Where(r => r.Kind is RecordKind.Pixels or RecordKind.Copy).ToList();
        var kept = player.Records.Where(r => r.Kind is RecordKind.Pixels or RecordKind.Copy).ToList();
        Assert.InRange(live.Count, 25, int.MaxValue);
        Assert.Equal(live.Select(r => (r.Time, r.Kind, Convert.ToHexString(r.Body))), kept.Select(r => (r.Time, r.Kind, Convert.ToHexString(r.Body))));
    }

    [Fact]
    public async Task A_browser_that_paints_late_gets_a_keyframe_and_then_the_very_picture()
    {
        await using var rig = await SessionRig.CreateAsync();
        var quick = new FakeBrowser(ownsInput: false);
        await rig.Session.AttachAsync(quick.Viewer, Cancellation);
        await rig.Desktop.ResizeScreenAsync(320, 200);
        var pictures = new List<(long, int, int, uint[])>();
        for (var i = 0; i < 60; i++)
        {
            var time = rig.Session.Admitted.Clock.Now;
            await rig.DrawAsync();
            pictures.Add((time, 320, 200, [.. rig.Desktop.Screen.Pixels]));
            await rig.CatchUpAsync(quick);
            Assert.True(quick.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels), "the quick one never waits for the slow one");
            if (i % 20 == 19)
            {
                Assert.True(rig.Browser.Viewer.Behind);
                await rig.CatchUpAsync(rig.Browser);
                Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels), "after the keyframe it shows what is there");
            }
        }

        Assert.Equal(3, rig.Browser.Records.Count(r => r.Kind == RecordKind.Keyframe));
        Assert.Equal(0, quick.Records.Count(r => r.Kind == RecordKind.Keyframe));
        Assert.Equal(3, quick.Records.Count(r => r.Kind == RecordKind.Restart));
        Assert.InRange(new RecordingPlayer(await rig.EndAsync()).Play(pictures), 55, int.MaxValue);
    }

    [Fact]
    public async Task Who_comes_later_sees_what_is_there()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        await rig.Desktop.PointerAsync(PointerShape.Hidden);
        await rig.DrawAsync();
        await rig.CatchUpAsync(rig.Browser);

        var late = new FakeBrowser(ownsInput: false);
        await rig.Session.AttachAsync(late.Viewer, Cancellation);
        await rig.CatchUpAsync(late);
        Assert.Equal(["started"], late.Texts);
        Assert.True(late.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        Assert.Equal(PointerKind.Hidden, late.Screen.PointerShape.Kind);

        await rig.DrawAsync();
        await rig.CatchUpAsync(late);
        await rig.CatchUpAsync(rig.Browser);
        Assert.True(late.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));

        await rig.Session.DetachAsync(late.Viewer);
        await rig.DrawAsync();
        Assert.Equal(0, late.Read());
    }

    [Fact]
    public async Task Nobody_sees_what_the_recorder_has_not_accepted()
    {
        await using var rig = await SessionRig.CreateAsync(options: new RecorderOptions { MinimumFreeBytes = 0, QueuedChunks = 1 });
        await rig.Desktop.ResizeScreenAsync(320, 200);
        await rig.CatchUpAsync(rig.Browser);
        rig.Behind.File!.Hang();
        var shown = 0;
        var drawing = Task.CompletedTask;
        for (; drawing.IsCompleted; shown++)
        {
            await rig.CatchUpAsync(rig.Browser);
            rig.Desktop.Screen.Noise(rig.Desktop.Screen.Whole);
            drawing = rig.Desktop.ShowAsync().AsTask();
            await Task.WhenAny(drawing, Task.Delay(2000, Cancellation));
            rig.Clock.Advance(TimeSpan.FromMilliseconds(40));
        }

        // The disk hangs, the last picture is not accepted: the browser has the one before, and so it stays.
        var before = rig.Browser.Records.Count;
        rig.Browser.Read();
        Assert.Equal(before, rig.Browser.Records.Count);
        Assert.False(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));

        rig.Behind.File.Resume();
        await drawing;
        await rig.CatchUpAsync(rig.Browser);
        Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        await rig.EndAsync();
    }

    [Fact]
    public async Task On_best_effort_a_full_disk_ends_the_recording_and_not_the_session()
    {
        await using var rig = await SessionRig.CreateAsync(strictness: Hindsight.Server.Resources.Strictness.BestEffort);
        await rig.Desktop.ResizeScreenAsync(320, 200);
        rig.Behind.File!.Capacity = 500_000;
        for (var i = 0; i < 20 || !(await rig.Behind.Test.EventsAsync()).Contains("session.recording.gap HS3000W"); i++)
        {
            rig.Desktop.Screen.Noise(rig.Desktop.Screen.Whole);
            await rig.Desktop.ShowAsync();
            await rig.CatchUpAsync(rig.Browser);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(40));
        }

        // The picture that was refused is shown, and those after it.
        Assert.False(rig.Session.Ending.IsCompleted);
        Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        await rig.DrawAsync();
        await rig.CatchUpAsync(rig.Browser);
        Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        Assert.Contains("notice", rig.Browser.Texts);
        await rig.Session.CloseAsync();
        await rig.Behind.Recorders.EndAsync(rig.Session.Admitted.Session, rig.Recording, Hindsight.Recording.Records.SealCause.ClosedByUser, "closed", rig.Session.Admitted.Clock.Now, Cancellation);
        var row = await new Hindsight.Server.Library.RecordingCatalog(rig.Behind.Test.Database).FindAsync(rig.Session.Admitted.Session.Sid, Cancellation);
        Assert.Equal(Hindsight.Server.Library.RecordingState.Incomplete, row!.State);
    }

    [Fact]
    public async Task A_full_disk_ends_the_session_and_the_refused_picture_is_not_shown()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        rig.Behind.File!.Capacity = 500_000;
        for (var i = 0; !rig.Session.Ending.IsCompleted; i++)
        {
            rig.Desktop.Screen.Noise(rig.Desktop.Screen.Whole);
            await rig.Desktop.ShowAsync();
            await rig.CatchUpAsync(rig.Browser);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(40));
        }

        var end = await rig.Session.Ending;
        Assert.Equal("recording_failed", end.Code);
        Assert.Contains("full", end.Message, StringComparison.Ordinal);
        var seen = rig.Browser.Records.Count;
        await rig.DrawAsync();
        rig.Browser.Read();
        Assert.Equal(seen, rig.Browser.Records.Count);
    }

    [Fact]
    public async Task A_long_session_opens_segments_and_viewers_stay_in_step()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        var pictures = new List<(long, int, int, uint[])>();
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 20; j++)
            {
                rig.Desktop.Screen.Photo(rig.Desktop.Screen.Whole, 30);
                await rig.Desktop.ShowAsync();
                pictures.Add((rig.Session.Admitted.Clock.Now, 320, 200, [.. rig.Desktop.Screen.Pixels]));
                rig.Clock.Advance(TimeSpan.FromMilliseconds(600));
                await rig.CatchUpAsync(rig.Browser);
                Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
            }
        }

        Assert.Equal(0, rig.Browser.Records.Count(r => r.Kind == RecordKind.Keyframe));
        var bytes = await rig.EndAsync();
        Assert.InRange(new RecordingPlayer(bytes).Play(pictures), 160, 200);
        var rows = await rig.Behind.Catalog.RowsAsync(rig.Session.Admitted.Session.Sid, Cancellation);
        Assert.InRange(rows.Segments.Count, 3, 20);
    }

    [Fact]
    public async Task A_resize_is_a_keyframe_in_the_recording_and_a_resize_for_viewers()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        await rig.DrawAsync();
        await rig.Desktop.ResizeScreenAsync(333, 201);
        await rig.DrawAsync();
        await rig.CatchUpAsync(rig.Browser);
        Assert.Equal((333, 201), (rig.Browser.Screen.Width, rig.Browser.Screen.Height));
        Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        var player = new RecordingPlayer(await rig.EndAsync());
        player.Play([(rig.Session.Admitted.Clock.Now, 333, 201, rig.Desktop.Screen.Pixels)]);
        Assert.Equal(2, player.Records.Count(r => r.Kind == RecordKind.Keyframe));
        Assert.DoesNotContain(player.Records, r => r.Kind == RecordKind.Resize);
    }

    [Fact]
    public async Task A_screen_that_no_one_can_show_ends_the_session_and_nothing_is_allocated_for_it()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await ((IDesktopSink)rig.Session).ResizedAsync(16384, 16384, Cancellation);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal("protocol_error", (await rig.Session.Ending).Code);
    }

    [Fact]
    public async Task Started_comes_before_the_first_record_and_only_once()
    {
        await using var rig = await SessionRig.CreateAsync();
        Assert.Equal(0, rig.Browser.Read());
        await rig.Desktop.ResizeScreenAsync(320, 200);
        Assert.True(rig.Browser.Outbox.TryTake(out var first) && first.IsText);
        await rig.Desktop.ResizeScreenAsync(400, 200);
        rig.Browser.Read();
        Assert.Empty(rig.Browser.Texts);
        Assert.Equal(["windows.desktop.session.start TDP00I"], await rig.Behind.Test.EventsAsync());
        await rig.EndAsync();
    }

    [Fact]
    public async Task What_the_pointer_does_is_recorded_and_not_told_to_who_does_it()
    {
        await using var rig = await SessionRig.CreateAsync();
        var watcher = new FakeBrowser(ownsInput: false);
        await rig.Session.AttachAsync(watcher.Viewer, Cancellation);
        await rig.Desktop.ResizeScreenAsync(320, 200);
        await rig.Session.PointerMovedAsync(10, 20, Cancellation);
        await rig.Session.ButtonAsync(0, down: true, 10, 20, Cancellation);
        await rig.CatchUpAsync(rig.Browser);
        await rig.CatchUpAsync(watcher);
        Assert.DoesNotContain(rig.Browser.Records, r => r.Kind is RecordKind.PointerMove or RecordKind.Button);
        Assert.Equal([RecordKind.PointerMove, RecordKind.Button], watcher.Records.Select(r => r.Kind).Where(k => k is RecordKind.PointerMove or RecordKind.Button));

        var player = new RecordingPlayer(await rig.EndAsync());
        player.Play([]);
        Assert.Equal([0x0A, 0, 0x14, 0], player.Records.Single(r => r.Kind == RecordKind.PointerMove).Body);
        Assert.Equal([0, 1, 0x0A, 0, 0x14, 0], player.Records.Single(r => r.Kind == RecordKind.Button).Body);
    }

    [Fact]
    public async Task The_clipboards_size_is_recorded_and_its_content_nowhere()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        await rig.Desktop.CopyAsync("geheimnis");
        Assert.True(await rig.Session.ClipboardSentAsync(77, Cancellation));
        rig.Browser.Read();

        var bytes = await rig.EndAsync();
        var player = new RecordingPlayer(bytes);
        player.Play([]);
        Assert.Equal([[1, 9], [0, 77]], player.Records.Where(r => r.Kind == RecordKind.Clipboard).Select(r => r.Body));
        Assert.True(bytes.AsSpan().IndexOf("geheimnis"u8) < 0);
        Assert.Equal(["desktop.clipboard.receive TDP03I", "desktop.clipboard.send TDP02I"], (await rig.Behind.Test.EventsAsync()).Where(e => e.Contains("clipboard", StringComparison.Ordinal)));
        var bodies = await rig.Behind.Test.Database.QueryAsync<string>("SELECT body FROM audit_events", null, Cancellation);
        Assert.DoesNotContain(bodies, b => b.Contains("geheimnis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clipboard_that_is_off_lets_nothing_through()
    {
        await using var rig = await SessionRig.CreateAsync(clipboard: false);
        await rig.Desktop.ResizeScreenAsync(320, 200);
        rig.Browser.Read();
        await rig.Desktop.CopyAsync("text");
        Assert.Equal(0, rig.Browser.Read());
        Assert.False(await rig.Session.ClipboardSentAsync(4, Cancellation));
        rig.Browser.Read();
        Assert.Equal("notice", rig.Browser.Texts[^1]);
        Assert.DoesNotContain(await rig.Behind.Test.EventsAsync(), e => e.Contains("clipboard", StringComparison.Ordinal));
        await rig.EndAsync();
    }

    [Fact]
    public async Task A_session_that_is_not_recorded_is_shown_all_the_same()
    {
        await using var rig = await SessionRig.CreateAsync(recorded: false);
        await rig.Desktop.ResizeScreenAsync(320, 200);
        await rig.DrawAsync();
        await rig.Session.PointerMovedAsync(1, 1, Cancellation);
        await rig.DrawAsync();
        await rig.CatchUpAsync(rig.Browser);
        Assert.True(rig.Browser.Screen.Picture.SequenceEqual(rig.Desktop.Screen.Pixels));
        Assert.False(rig.Behind.Spool.Has(rig.Session.Admitted.Session.Sid));
    }

    [Fact]
    public async Task A_picture_costs_no_memory_but_its_own_bytes()
    {
        await using var rig = await SessionRig.CreateAsync();
        await rig.Desktop.ResizeScreenAsync(320, 200);
        var frame = new DesktopFrame(320, 200, 320, rig.Desktop.Screen.Pixels, (Rect[])[new Rect(10, 10, 40, 8)], default);
        long allocated = 0;
        for (var i = 0; i < 200; i++)
        {
            rig.Desktop.Screen.Fill(new Rect(10, 10, 40, 8), (uint)(i * 7919));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var showing = rig.Session.FrameAsync(frame, Cancellation);
            Assert.True(showing.IsCompletedSuccessfully);
            if (i >= 100)
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            await rig.CatchUpAsync(rig.Browser);
        }

        Assert.InRange(allocated / 100, 0, 200);
        await rig.EndAsync();
    }

    [Fact]
    public async Task Reference_pictures_are_the_frames_themselves()
    {
        using var directory = new TemporaryDirectory();
        await using var rig = await SessionRig.CreateAsync(references: directory.Path);
        await rig.Desktop.ResizeScreenAsync(320, 200);
        for (var i = 0; i < 120; i++)
            await rig.DrawAsync();
        var own = directory.File(rig.Session.Admitted.Session.Sid.ToString());
        Assert.Equal(["0000000000", "0000002000", "0000004000"], Directory.GetFiles(own).Select(f => Path.GetFileName(f)[..10]).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(own), f => Assert.Equal(320 * 200 * 4, new FileInfo(f).Length));

        await File.WriteAllTextAsync(Path.Combine(own, "take"), "", Cancellation);
        await rig.DrawAsync();
        var taken = await File.ReadAllBytesAsync(Path.Combine(own, "0000004800-320x200.bgrx"), Cancellation);
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.AsBytes<uint>(rig.Desktop.Screen.Pixels).SequenceEqual(taken));
        await rig.EndAsync();
    }
}
