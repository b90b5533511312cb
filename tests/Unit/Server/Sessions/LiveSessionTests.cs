using System.Net.WebSockets;
using Hindsight.Desktop;
using Hindsight.Recording.Records;
using Hindsight.Server.Configuration;
using Hindsight.Server.Recorder;
using Hindsight.Server.Sessions;
using Hindsight.Unit.Server.Recorder;
using Hindsight.Unit.Server.Web;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>The live protocol over a real socket, with everything behind it but the desktop.</summary>
public sealed class LiveSessionTests(LiveServerFixture fixture) : IClassFixture<LiveServerFixture>
{
    private const string Failed = "windows.desktop.session.start TDP00W";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_from_the_first_message_to_its_recording()
    {
        var server = await fixture.FreshAsync();
        var client = await server.OpenAsync();
        await client.SendConnectAsync();
        var started = await client.UntilAsync("started");
        Assert.Equal(["stage", "stage", "stage", "stage", "stage", "started"], client.Texts);
        Assert.Equal(("d1", "Administrator", 320, 200, true, true), ((string)started["desktop"]!, (string)started["login"]!, (int)started["width"]!, (int)started["height"]!, (bool)started["recording"]!["on"]!, (bool)started["clipboard"]!));
        var sid = (string)started["sid"]!;
        var desktop = server.Desktops.Opened.Single();
        Assert.Equal("geheim", desktop.Admitted.Credentials.Password);

        for (var i = 0; i < 5; i++)
        {
            desktop.Screen.Page(desktop.Screen.Whole);
            await desktop.ShowAsync();
            await client.UntilShownAsync(desktop.Screen.Pixels);
        }

        Assert.Equal((1, 1), (server.Registry.Count, server.Registry.ViewerCount));
        Assert.True((bool)(await server.GetAsync($"/recordings/{sid}"))["live"]!);
        await client.CloseAsync();
        var row = await server.FinishedAsync(sid);
        Assert.Equal(("complete", false, null), ((string)row["state"]!, (bool)row["live"]!, (string?)row["reason"]));
        Assert.Equal(0, server.Registry.Count);
        Assert.True(desktop.Disposed);

        var bytes = await server.Server.Http.GetByteArrayAsync($"{server.Server.Site}/recordings/{sid}/data", Cancellation);
        new RecordingPlayer(bytes).Play([(long.MaxValue, 320, 200, desktop.Screen.Pixels)]);
        Assert.Equal(
            ["windows.desktop.session.start TDP00I", "windows.desktop.session.end TDP01I", "session.upload T2005I", "session.recording.access T2012I"],
            await server.EventsAsync(sid));
    }

    [Fact]
    public async Task Input_reaches_the_desktop_in_order()
    {
        var server = await fixture.FreshAsync();
        var (client, desktop) = await server.BeginAsync();
        await client.SendAsync(2, 10, 0, 20, 0);
        await client.SendAsync(3, 0, 1, 10, 0, 20, 0);
        await client.SendAsync(4, 0, 0x88, 0xFF, 10, 0, 20, 0);
        await client.SendAsync(5, 0x1D, 1, 1);
        await client.SendAsync(6, 0xE4, 0, 0, 0);
        await client.SendAsync(7, 5);
        await client.SendAsync([9, .. "Gruß"u8]);
        await client.SendAsync(8, 0x20, 3, 0x58, 2);
        await Settle.UntilAsync(() => Task.FromResult(desktop.Input.Count >= 8));
        Assert.Equal(
            ["move 10 20", "button 0 True 10 20", "wheel False -120 10 20", "key 29 True True", "character 228", "locks True False True", "clipboard Gruß", "resize 800 600"],
            desktop.Input);

        await desktop.CopyAsync("zurück");
        while (client.Clipboard.Count == 0)
            await client.ReadAsync();
        Assert.Equal(["zurück"], client.Clipboard);
        await client.CloseAsync();
    }

    [Fact]
    public async Task A_pointer_that_rests_is_where_it_was_moved_last()
    {
        var server = await fixture.FreshAsync();
        var (client, desktop) = await server.BeginAsync();
        for (byte i = 0; i < 200; i++)
            await client.SendAsync(2, i, 0, 7, 0);
        await Settle.UntilAsync(() => Task.FromResult(desktop.Input.LastOrDefault() == "move 199 7"));
        Assert.InRange(desktop.Input.Count, 1, 200);
        await client.CloseAsync();
    }

    [Theory]
    [InlineData(DesktopFailure.DnsFailed, "dns_failed")]
    [InlineData(DesktopFailure.Refused, "refused")]
    [InlineData(DesktopFailure.TimedOut, "timed_out")]
    [InlineData(DesktopFailure.TlsFailed, "tls_failed")]
    [InlineData(DesktopFailure.CertificateChanged, "certificate_changed")]
    [InlineData(DesktopFailure.BadCredentials, "bad_credentials")]
    [InlineData(DesktopFailure.ProtocolError, "protocol_error")]
    [InlineData(DesktopFailure.WorkerCrashed, "worker_crashed")]
    [InlineData(DesktopFailure.WorkerHung, "worker_hung")]
    [InlineData(DesktopFailure.NotBuilt, "desktop_access_not_built")]
    public async Task A_desktop_that_can_not_be_opened_says_why_and_leaves_an_event_and_no_row(DesktopFailure failure, string code)
    {
        var server = await fixture.FreshAsync();
        var rows = (await server.GetAsync("/recordings?limit=500"))["items"]!.AsArray().Count;
        var failures = (await server.EventsAsync()).Count(e => e == Failed);
        server.Desktops.Failure = new DesktopException(failure, "Do this and that.");
        using var client = await server.OpenAsync();
        await client.SendConnectAsync();
        Assert.Equal((code, "Do this and that."), await client.EndAsync());
        Assert.Equal(rows, (await server.GetAsync("/recordings?limit=500"))["items"]!.AsArray().Count);
        Assert.Equal(failures + 1, (await server.EventsAsync()).Count(e => e == Failed));
        await Settle.UntilAsync(() => Task.FromResult(server.Registry.Count == 0));
    }

    [Theory]
    [InlineData(DesktopFailure.ClosedByDesktop, "desktop_closed", SealCause.DesktopClosed)]
    [InlineData(DesktopFailure.WorkerCrashed, "worker_crashed", SealCause.WorkerCrashed)]
    [InlineData(DesktopFailure.WorkerHung, "worker_hung", SealCause.WorkerHung)]
    [InlineData(DesktopFailure.ProtocolError, "protocol_error", SealCause.ProtocolError)]
    public async Task A_desktop_that_is_lost_ends_its_session_and_the_recording_says_why(DesktopFailure failure, string code, SealCause cause)
    {
        var server = await fixture.FreshAsync();
        var (client, desktop) = await server.BeginAsync();
        var sid = desktop.Admitted.Session.Sid.ToString();
        desktop.Screen.Page(desktop.Screen.Whole);
        await desktop.ShowAsync();
        desktop.Break(failure, "It is gone.");
        Assert.Equal((code, "It is gone."), await client.EndAsync());

        Assert.Equal(("complete", "It is gone."), ((string)(await server.FinishedAsync(sid))["state"]!, (string)(await server.FinishedAsync(sid))["reason"]!));
        var bytes = await server.Server.Http.GetByteArrayAsync($"{server.Server.Site}/recordings/{sid}/data", Cancellation);
        var player = new RecordingPlayer(bytes);
        player.Play([(long.MaxValue, 320, 200, desktop.Screen.Pixels)]);
        Assert.Equal((byte)cause, player.Records.Single(r => r.Kind == RecordKind.End).Body[0]);
        var index = await server.GetAsync($"/recordings/{sid}/index");
        Assert.Equal(("end", "It is gone."), ((string)index["marks"]![0]!["kind"]!, (string)index["marks"]![0]!["text"]!));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0B00")]
    [InlineData("0100000000FF")]
    [InlineData("01FFFF0000")]
    [InlineData("0200")]
    [InlineData("0300020000000000")]
    [InlineData("08000000")]
    [InlineData("0800000000")]
    [InlineData("09FFFE")]
    public async Task A_message_that_makes_no_sense_ends_the_session_and_only_that(string hex)
    {
        var server = await fixture.FreshAsync();
        var (other, _) = await server.BeginAsync();
        var (client, desktop) = await server.BeginAsync();
        await client.SendAsync(Convert.FromHexString(hex));
        Assert.Equal("bad_message", (await client.EndAsync()).Code);
        await server.FinishedAsync(desktop.Admitted.Session.Sid.ToString());
        Assert.Equal(1, server.Registry.Count);
        await other.CloseAsync();
    }

    [Theory]
    [InlineData("""{"type":"certificate","accept":true}""")]
    [InlineData("""{"type":"connect","login":"again","width":1,"height":1}""")]
    [InlineData("""{"type":"stage"}""")]
    [InlineData("nonsense")]
    public async Task A_text_out_of_turn_ends_the_session(string text)
    {
        var server = await fixture.FreshAsync();
        var (client, _) = await server.BeginAsync();
        await client.SendAsync(text);
        Assert.Equal("bad_message", (await client.EndAsync()).Code);
    }

    [Fact]
    public async Task A_message_without_end_is_cut_off_at_its_bound()
    {
        var server = await fixture.FreshAsync();
        var (client, _) = await server.BeginAsync();
        await client.SendAsync(new byte[ClientMessage.MaxLength + 1]);
        Assert.Equal("bad_message", (await client.EndAsync()).Code);
    }

    [Theory]
    [InlineData("""{"type":"hello"}""")]
    [InlineData("""{"type":"connect","login":"a","width":100000,"height":100}""")]
    [InlineData("")]
    public async Task A_first_message_that_is_none_is_refused(string text)
    {
        var server = await fixture.FreshAsync();
        using var client = await server.OpenAsync();
        await client.SendAsync(text);
        Assert.Equal("bad_message", (await client.EndAsync()).Code);
    }

    [Fact]
    public async Task A_browser_that_says_nothing_is_not_waited_for()
    {
        await using var server = await LiveServer.StartAsync(new SessionOptions { ConnectMessageTimeout = TimeSpan.FromMilliseconds(50) });
        using var client = await server.OpenAsync();
        Assert.Equal("bad_message", (await client.EndAsync()).Code);
    }

    [Fact]
    public async Task A_huge_screen_is_limited_and_the_person_is_told()
    {
        await using var server = await LiveServer.StartAsync(new SessionOptions { MaxPixels = 200_000 });
        var (client, desktop) = await server.BeginAsync(16384, 16384);
        Assert.Equal((447, 447), (desktop.Admitted.Width, desktop.Admitted.Height));
        await client.SendAsync(8, 0, 0x40, 0, 0x40);
        Assert.Contains("16384 × 16384", (string)(await client.UntilAsync("notice"))["message"]!, StringComparison.Ordinal);
        Assert.Contains("resize 447 447", desktop.Input);
        await client.CloseAsync();
    }

    [Fact]
    public async Task Only_pages_of_ours_and_people_who_signed_in_get_a_socket()
    {
        var server = await fixture.FreshAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => server.OpenAsync(origin: "https://evil.example"));
        await Assert.ThrowsAsync<WebSocketException>(() => server.OpenAsync(origin: "null"));
        await Assert.ThrowsAsync<WebSocketException>(() => server.OpenAsync(cookie: "x=y"));
        Assert.Equal("websocket_expected", (string)(await server.GetAsync("/desktops/d1/connect/ws"))["error"]!["code"]!);
    }

    [Fact]
    public async Task Who_may_not_connect_is_told_the_rule()
    {
        await using var server = await LiveServer.StartAsync();
        using (var client = await server.OpenAsync("nowhere"))
        {
            await client.SendConnectAsync();
            Assert.Equal("no_such_desktop", (await client.EndAsync()).Code);
        }

        await server.SignInAsync("bob", "auditor");
        using (var client = await server.OpenAsync())
        {
            await client.SendConnectAsync();
            var (code, message) = await client.EndAsync();
            Assert.Equal("access_denied", code);
            Assert.Contains("role access", message, StringComparison.Ordinal);
        }

        Assert.Empty((await server.GetAsync("/recordings"))["items"]!.AsArray());
        Assert.Equal(2, (await server.EventsAsync()).Count(e => e.EndsWith("TDP00W", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_new_certificate_is_shown_once_and_then_known()
    {
        await using var server = await LiveServer.StartAsync();
        server.Desktops.Certificate = Certificate('a');
        using (var refusing = await server.OpenAsync())
        {
            await refusing.SendConnectAsync();
            var shown = await refusing.UntilAsync("certificate");
            Assert.Equal(new string('a', 64), (string)shown["sha256"]!);
            await refusing.SendAsync("""{"type":"certificate","accept":false}""");
            Assert.Equal("certificate_refused", (await refusing.EndAsync()).Code);
        }

        using (var accepting = await server.OpenAsync())
        {
            await accepting.SendConnectAsync();
            await accepting.UntilAsync("certificate");
            await accepting.SendAsync("""{"type":"certificate","accept":true}""");
            await accepting.UntilAsync("started");
            await accepting.CloseAsync();
        }

        using (var knowing = await server.OpenAsync())
        {
            await knowing.SendConnectAsync();
            await knowing.UntilAsync("started");
            Assert.DoesNotContain("certificate", knowing.Texts);
            await knowing.CloseAsync();
        }

        server.Desktops.Certificate = Certificate('b');
        using var changed = await server.OpenAsync();
        await changed.SendConnectAsync();
        Assert.Equal("certificate_changed", (await changed.EndAsync()).Code);
        var events = await server.EventsAsync();
        Assert.Single(events, "desktop.certificate.pinned HS2000I");
        Assert.Single(events, "desktop.certificate.refused HS2000W");
    }

    [Fact]
    public async Task A_browser_that_vanishes_leaves_a_whole_recording()
    {
        var server = await fixture.FreshAsync();
        var (client, desktop) = await server.BeginAsync();
        client.Abort();
        var row = await server.FinishedAsync(desktop.Admitted.Session.Sid.ToString());
        Assert.Equal("complete", (string)row["state"]!);
        Assert.True(desktop.Disposed);
        await Settle.UntilAsync(() => Task.FromResult(server.Registry.Count == 0));
    }

    [Fact]
    public async Task A_browser_that_is_killed_while_pictures_go_out_is_not_a_failure_of_ours()
    {
        var server = await fixture.FreshAsync();
        for (var i = 0; i < 8; i++)
        {
            var (client, desktop) = await server.BeginAsync();
            var drawing = Task.Run(
                async () =>
                {
                    while (server.Registry.Count > 0)
                    {
                        desktop.Screen.Page(desktop.Screen.Whole);
                        await desktop.ShowAsync();
                    }
                },
                Cancellation);
            await client.ReadAsync();
            client.Reset();
            await drawing;
        }

        Assert.DoesNotContain("/connect/ws failed", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_vanishes_while_connecting_leaves_nothing()
    {
        var server = await fixture.FreshAsync();
        var rows = (await server.GetAsync("/recordings?limit=500"))["items"]!.AsArray().Count;
        server.Desktops.Hangs = true;
        var client = await server.OpenAsync();
        await client.SendConnectAsync();
        await client.UntilAsync("stage");
        client.Abort();
        await Settle.UntilAsync(() => Task.FromResult(server.Registry.Count == 0));
        Assert.Equal(rows, (await server.GetAsync("/recordings?limit=500"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Signing_out_ends_what_runs()
    {
        await using var server = await LiveServer.StartAsync();
        var (client, _) = await server.BeginAsync();
        using var signedOut = await server.Server.SendAsync(HttpMethod.Delete, "/v1/webapi/sessions/web", null, server.Server.Address.GetLeftPart(UriPartial.Authority), server.Token);
        Assert.True(signedOut.IsSuccessStatusCode);
        Assert.Equal("access_denied", (await client.EndAsync()).Code);
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_seals_what_it_has()
    {
        await using var server = await LiveServer.StartAsync();
        var (client, desktop) = await server.BeginAsync();
        desktop.Screen.Page(desktop.Screen.Whole);
        await desktop.ShowAsync();
        var ending = client.EndAsync();
        await server.Server.Host.Application.StopAsync(Cancellation);
        Assert.Equal("server_stopping", (await ending).Code);

        // In the spool or, when the uploads were quick, in the store, or just now in both.
        var files = Directory.GetFiles(server.Server.Configuration.DataDirectory, $"{desktop.Admitted.Session.Sid}.hsr", SearchOption.AllDirectories);
        var player = new RecordingPlayer(await File.ReadAllBytesAsync(files[0], Cancellation));
        player.Play([(long.MaxValue, 320, 200, desktop.Screen.Pixels)]);
        Assert.Equal((byte)SealCause.ServerStopping, player.Records.Single(r => r.Kind == RecordKind.End).Body[0]);
    }

    [Fact]
    public async Task There_are_only_so_many_places()
    {
        await using var server = await LiveServer.StartAsync(new SessionOptions { MaxSessions = 1 });
        var (first, _) = await server.BeginAsync();
        using (var second = await server.OpenAsync())
        {
            await second.SendConnectAsync();
            Assert.Equal("too_many_sessions", (await second.EndAsync()).Code);
        }

        await first.CloseAsync();
        await Settle.UntilAsync(() => Task.FromResult(server.Registry.Count == 0));
        await Settle.UntilAsync(async () =>
        {
            using var third = await server.OpenAsync();
            await third.SendConnectAsync();
            var text = await third.ReadAsync();
            return (string?)text!["type"] == "stage";
        });
    }

    [Fact]
    public async Task Without_room_for_a_recording_there_is_no_session()
    {
        await using var server = await LiveServer.StartAsync(recorder: new RecorderOptions { MinimumFreeBytes = long.MaxValue });
        using var client = await server.OpenAsync();
        await client.SendConnectAsync();
        var (code, message) = await client.EndAsync();
        Assert.Equal("recording_failed", code);
        Assert.Contains("must be recorded", message, StringComparison.Ordinal);
        Assert.Empty(server.Desktops.Opened);
        Assert.Contains("windows.desktop.session.start TDP00W", await server.EventsAsync());
    }

    [Fact]
    public async Task Where_nothing_is_recorded_the_person_and_the_list_know()
    {
        await using var server = await LiveServer.StartAsync(recorder: new RecorderOptions { MinimumFreeBytes = long.MaxValue }, mode: SessionRecordingMode.Off);
        using var client = await server.OpenAsync();
        await client.SendConnectAsync();
        var started = await client.UntilAsync("started");
        Assert.False((bool)started["recording"]!["on"]!);
        await client.CloseAsync();
        var row = await server.FinishedAsync((string)started["sid"]!);
        Assert.Equal(("off", (string)started["recording"]!["rule"]!), ((string)row["state"]!, (string)row["rule"]!));
        using var data = await server.Server.Http.GetAsync($"{server.Server.Site}/recordings/{(string)row["sid"]!}/data", Cancellation);
        Assert.Equal("no_recording", await TestServer.ErrorAsync(data));
    }

    [Fact]
    public async Task Twenty_sessions_come_and_go_and_nothing_stays()
    {
        var server = await fixture.FreshAsync();
        for (var i = 0; i < 20; i++)
        {
            var (client, desktop) = await server.BeginAsync();
            desktop.Screen.Page(desktop.Screen.Whole);
            await desktop.ShowAsync();
            if (i % 2 == 0)
                await client.CloseAsync();
            else
                client.Abort();
            client.Dispose();
            Assert.Equal("complete", (string)(await server.FinishedAsync(desktop.Admitted.Session.Sid.ToString()))["state"]!);
        }

        await Settle.UntilAsync(() => Task.FromResult(server.Registry.Count == 0 && server.Registry.ViewerCount == 0));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Server.Configuration.DataDirectory, "spool")));
    }

    private static DesktopCertificate Certificate(char digit) =>
        new(new string(digit, 64), "CN=d1", "CN=d1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60), default);
}
