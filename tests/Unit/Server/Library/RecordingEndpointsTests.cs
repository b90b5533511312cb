using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hindsight.Unit.Server.Recorder;
using Hindsight.Unit.Server.Sessions;
using Hindsight.Unit.Server.Web;
using Xunit;

namespace Hindsight.Unit.Server.Library;

/// <summary>What a player and an export get, over HTTP.</summary>
public sealed class RecordingEndpointsTests(LiveServerFixture fixture) : IClassFixture<LiveServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ranges_are_answered_as_the_standard_says()
    {
        var server = await fixture.FreshAsync();
        var sid = await RecordAsync(server);
        var whole = await server.Server.Http.GetByteArrayAsync(Data(server, sid), Cancellation);
        Assert.Equal((long)(await server.GetAsync($"/recordings/{sid}"))["bytes"]!, whole.Length);

        await ExpectAsync(server, sid, "bytes=0-63", HttpStatusCode.PartialContent, whole[..64], $"bytes 0-63/{whole.Length}");
        await ExpectAsync(server, sid, "bytes=100-", HttpStatusCode.PartialContent, whole[100..], $"bytes 100-{whole.Length - 1}/{whole.Length}");
        await ExpectAsync(server, sid, "bytes=-24", HttpStatusCode.PartialContent, whole[^24..], $"bytes {whole.Length - 24}-{whole.Length - 1}/{whole.Length}");
        await ExpectAsync(server, sid, "bytes=-99999999", HttpStatusCode.PartialContent, whole, $"bytes 0-{whole.Length - 1}/{whole.Length}");
        await ExpectAsync(server, sid, $"bytes={whole.Length - 1}-{whole.Length + 50}", HttpStatusCode.PartialContent, whole[^1..], $"bytes {whole.Length - 1}-{whole.Length - 1}/{whole.Length}");
        await ExpectAsync(server, sid, "bytes=0-1,5-6", HttpStatusCode.OK, whole, null);
        await ExpectAsync(server, sid, "seconds=0-1", HttpStatusCode.OK, whole, null);
        await ExpectAsync(server, sid, $"bytes={whole.Length}-", HttpStatusCode.RequestedRangeNotSatisfiable, null, $"bytes */{whole.Length}");
        await ExpectAsync(server, sid, "bytes=-0", HttpStatusCode.RequestedRangeNotSatisfiable, null, $"bytes */{whole.Length}");
    }

    [Fact]
    public async Task A_running_session_is_served_as_far_as_it_is_durable()
    {
        var server = await fixture.FreshAsync();
        var (client, desktop) = await server.BeginAsync();
        var sid = desktop.Admitted.Session.Sid.ToString();
        desktop.Screen.Page(desktop.Screen.Whole);
        await desktop.ShowAsync();
        JsonNode index = new JsonObject();
        await Settle.UntilAsync(async () => (long)(index = await server.GetAsync($"/recordings/{sid}/index"))["bytes"]! > 0);
        Assert.True((bool)index["live"]!);
        Assert.Equal("recording", (string)index["state"]!);
        var bytes = await server.Server.Http.GetByteArrayAsync(Data(server, sid), Cancellation);
        Assert.InRange(bytes.Length, (long)index["segments"]![0]!["end"]!, int.MaxValue);
        new RecordingPlayer(bytes).Play([(long.MaxValue, 320, 200, desktop.Screen.Pixels)]);

        await client.CloseAsync();
        await server.FinishedAsync(sid);
        var later = await server.Server.Http.GetByteArrayAsync(Data(server, sid), Cancellation);
        Assert.Equal(bytes, later[..bytes.Length]);
    }

    [Fact]
    public async Task Every_look_is_one_event()
    {
        var server = await fixture.FreshAsync();
        var sid = await RecordAsync(server);
        await server.GetAsync("/recordings");
        await server.GetAsync($"/recordings/{sid}");
        Assert.DoesNotContain("session.recording.access T2012I", await server.EventsAsync(sid));

        await server.GetAsync($"/recordings/{sid}/index");
        for (var i = 0; i < 5; i++)
            await ExpectAsync(server, sid, $"bytes={i}-{i + 9}", HttpStatusCode.PartialContent, null, null);
        Assert.Single(await server.EventsAsync(sid), "session.recording.access T2012I");

        await server.Server.Http.GetByteArrayAsync(Data(server, sid), Cancellation);
        using var watched = await server.Server.PostAsync($"{server.Server.Site}/recordings/{sid}/watched", """{"fromMs":0,"toMs":900000}""", server.Token);
        Assert.Equal(HttpStatusCode.NoContent, watched.StatusCode);
        Assert.Equal(3, (await server.EventsAsync(sid)).Count(e => e == "session.recording.access T2012I"));
    }

    [Fact]
    public async Task A_recording_is_verified_from_its_first_byte_to_its_last()
    {
        var server = await fixture.FreshAsync();
        var sid = await RecordAsync(server);
        var answer = await server.GetAsync($"/recordings/{sid}/verify");
        Assert.Equal(("whole", true), ((string)answer["verdict"]!, (bool)answer["signed"]!));
        Assert.Contains("session.recording.access T2012I", await server.EventsAsync(sid));

        var path = Path.Combine(server.Server.Configuration.DataDirectory, "records", $"{sid}.hsr");
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        bytes[150] ^= 0x20;
        await File.WriteAllBytesAsync(path, bytes, Cancellation);
        answer = await server.GetAsync($"/recordings/{sid}/verify");
        Assert.Equal(("altered", false), ((string)answer["verdict"]!, (bool)answer["signed"]!));
        Assert.InRange((int)answer["fromMs"]!, 0, (int)answer["toMs"]!);
        Assert.Single(answer["damaged"]!.AsArray());

        await File.WriteAllBytesAsync(path, bytes[..^10], Cancellation);
        Assert.Equal("altered", (string)(await server.GetAsync($"/recordings/{sid}/verify"))["verdict"]!);
        File.Delete(path);
        Assert.Equal("file_missing", (string)(await server.GetAsync($"/recordings/{sid}/verify"))["verdict"]!);
    }

    [Fact]
    public async Task An_encrypted_recording_is_decrypted_on_its_way_and_verifies_as_it_is_stored()
    {
        await using var server = await LiveServer.StartAsync(encrypted: true);
        var (client, desktop) = await server.BeginAsync();
        desktop.Screen.Page(desktop.Screen.Whole);
        await desktop.ShowAsync();
        await client.CloseAsync();
        var sid = desktop.Admitted.Session.Sid.ToString();
        await server.FinishedAsync(sid);

        var played = await server.Server.Http.GetByteArrayAsync(Data(server, sid), Cancellation);
        new RecordingPlayer(played).Play([(long.MaxValue, 320, 200, desktop.Screen.Pixels)]);
        var segment = (await server.GetAsync($"/recordings/{sid}/index"))["segments"]![0]!;
        var (from, to) = ((int)segment["offset"]!, (int)segment["end"]!);
        await ExpectAsync(server, sid, $"bytes={from}-{to - 1}", HttpStatusCode.PartialContent, played[from..to], null);
        await ExpectAsync(server, sid, $"bytes={from + 13}-{to + 20}", HttpStatusCode.PartialContent, played[(from + 13)..(to + 21)], null);

        var stored = await server.Server.Http.GetByteArrayAsync($"{Data(server, sid)}?form=stored", Cancellation);
        Assert.Equal(played.Length, stored.Length);
        Assert.NotEqual(played, stored);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(server.Server.Configuration.DataDirectory, "records", $"{sid}.hsr"), Cancellation), stored);
        var answer = await server.GetAsync($"/recordings/{sid}/verify");
        Assert.Equal(("whole", true), ((string)answer["verdict"]!, (bool)answer["signed"]!));
    }

    [Fact]
    public async Task A_running_recording_is_not_verified_yet()
    {
        var server = await fixture.FreshAsync();
        var (client, desktop) = await server.BeginAsync();
        var sid = desktop.Admitted.Session.Sid.ToString();
        Assert.Equal("still_recording", (string)(await server.GetAsync($"/recordings/{sid}/verify"))["error"]!["code"]!);
        await client.CloseAsync();
    }

    [Theory]
    [InlineData("""{"fromMs":-1,"toMs":5}""")]
    [InlineData("""{"fromMs":5,"toMs":5}""")]
    [InlineData("""{"fromMs":99999999,"toMs":100000000}""")]
    public async Task Nobody_watched_what_is_not_there(string json)
    {
        var server = await fixture.FreshAsync();
        var sid = await RecordAsync(server);
        using var answer = await server.Server.PostAsync($"{server.Server.Site}/recordings/{sid}/watched", json, server.Token);
        Assert.Equal("bad_range", await TestServer.ErrorAsync(answer));
    }

    [Fact]
    public async Task Other_peoples_recordings_are_not_there_for_who_may_not_see_them()
    {
        await using var server = await LiveServer.StartAsync();
        var sid = await RecordAsync(server);
        await server.SignInAsync("bob", "access");
        Assert.Empty((await server.GetAsync("/recordings"))["items"]!.AsArray());
        foreach (var part in (string[])["", "/index", "/data", "/verify"])
            Assert.Equal("no_such_recording", (string)(await server.GetAsync($"/recordings/{sid}{part}"))["error"]!["code"]!);
        Assert.Equal("no_such_recording", (string)(await server.GetAsync("/recordings/..%2F..%2Fteleport.db/data"))["error"]!["code"]!);

        await server.SignInAsync("carol", "auditor");
        Assert.Single((await server.GetAsync("/recordings"))["items"]!.AsArray());
        Assert.Equal(sid, (string)(await server.GetAsync($"/recordings/{sid}"))["sid"]!);

        await server.SignInAsync("dave", "editor");
        Assert.Equal("access_denied", (string)(await server.GetAsync("/recordings"))["error"]!["code"]!);
    }

    private static string Data(LiveServer server, string sid) => $"{server.Server.Site}/recordings/{sid}/data";

    private static async Task<string> RecordAsync(LiveServer server)
    {
        var (client, desktop) = await server.BeginAsync();
        desktop.Screen.Page(desktop.Screen.Whole);
        await desktop.ShowAsync();
        await client.CloseAsync();
        var sid = desktop.Admitted.Session.Sid.ToString();
        await server.FinishedAsync(sid);
        return sid;
    }

    private static async Task ExpectAsync(LiveServer server, string sid, string range, HttpStatusCode status, byte[]? bytes, string? contentRange)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Data(server, sid));
        Assert.True(request.Headers.TryAddWithoutValidation("Range", range));
        using var response = await server.Server.Http.SendAsync(request, Cancellation);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        if (bytes is not null)
            Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Cancellation));
        if (contentRange is not null)
            Assert.Equal(ContentRangeHeaderValue.Parse(contentRange), response.Content.Headers.ContentRange);
    }
}
