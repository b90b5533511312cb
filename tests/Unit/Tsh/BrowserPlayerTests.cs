using System.Net;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Recording.Playback;
using Hindsight.Tsh;
using Hindsight.Tsh.Play;
using Hindsight.Unit.Recording.Playback;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>The page of <c>tsh play</c>: who may open it, and what it is told.</summary>
public sealed class BrowserPlayerTests
{
    private const string Site = "/v1/webapi/sites/local/recordings";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_address_that_was_printed_opens_it()
    {
        using var rig = await Rig.StartAsync("desktop");
        Assert.Equal("127.0.0.1", rig.Player.Address.Host);
        using var stranger = new HttpClient { BaseAddress = rig.Player.Address };
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(new Uri("/v1/webapi/sessions/web", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(new Uri($"/open/{new string('0', 32)}", UriKind.Relative), Cancellation)).StatusCode);

        using var rebound = new HttpRequestMessage(HttpMethod.Get, rig.Player.Address);
        rebound.Headers.Host = $"evil.example:{rig.Player.Address.Port}";
        Assert.NotEqual(HttpStatusCode.Found, (await stranger.SendAsync(rebound, Cancellation)).StatusCode);

        var opened = await rig.Browser.GetAsync(rig.Player.Address, Cancellation);
        Assert.Equal((HttpStatusCode.Found, $"/web/cluster/local/session/{rig.Sid}"), (opened.StatusCode, opened.Headers.Location!.ToString()));
        Assert.Contains("HttpOnly; SameSite=Strict", opened.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal("local", (await rig.GetAsync("/v1/webapi/sessions/web"))["clusterName"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_tells_what_a_server_would()
    {
        using var rig = await Rig.StartAsync("desktop");
        await rig.Browser.GetAsync(rig.Player.Address, Cancellation);
        var row = await rig.GetAsync($"{Site}/{rig.Sid}");
        Assert.Equal(("desktop", "complete", 40_000), (row["kind"]!.GetValue<string>(), row["state"]!.GetValue<string>(), row["durationMs"]!.GetValue<int>()));
        var index = await rig.GetAsync($"{Site}/{rig.Sid}/index");
        var segments = index["segments"]!.AsArray();
        Assert.Equal(rig.Opened.Index.Segments.Select(s => (s.Time, s.Offset)), segments.Select(s => (s!["time"]!.GetValue<long>(), s["offset"]!.GetValue<long>())));
        Assert.Equal(index["durationMs"]!.GetValue<int>() / 1000, index["activity"]!.AsArray().Count - 1);
        var end = segments[^1]!["end"]!.GetValue<long>();
        Assert.InRange(end, segments[^1]!["offset"]!.GetValue<long>() + 1, rig.Bytes.Length - 1);
        Assert.Equal("whole", (await rig.GetAsync($"{Site}/{rig.Sid}/verify"))["verdict"]!.GetValue<string>());

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Site}/{rig.Sid}/data");
        request.Headers.Range = new(100, end - 1);
        var part = await rig.Browser.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 100-{end - 1}/{rig.Bytes.Length}"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(rig.Bytes[100..(int)end], await part.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await rig.Browser.GetAsync(new Uri($"{Site}/{rig.Sid}/data", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Browser.GetAsync(new Uri($"{Site}/{Guid.NewGuid()}", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await rig.Browser.PostAsync(new Uri($"{Site}/{rig.Sid}/watched", UriKind.Relative), new StringContent("{}"), Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("damaged")]
    public async Task What_is_damaged_says_so(string name)
    {
        using var rig = await Rig.StartAsync(name);
        await rig.Browser.GetAsync(rig.Player.Address, Cancellation);
        Assert.NotEqual("whole", (await rig.GetAsync($"{Site}/{rig.Sid}/verify"))["verdict"]!.GetValue<string>());
        Assert.NotEmpty((await rig.GetAsync($"{Site}/{rig.Sid}/index"))["segments"]!.AsArray());
    }

    private sealed class Rig : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly OpenedPlace _place;

        private Rig(OpenedPlace place, byte[] bytes, PlayedRecording played)
        {
            (_place, Bytes, Player) = (place, bytes, BrowserPlayer.Start(played));
            Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Player.Address };
            _ = Player.RunAsync(_stop.Token);
        }

        public byte[] Bytes { get; }

        public BrowserPlayer Player { get; }

        public HttpClient Browser { get; }

        public OpenedRecording Opened => _place.Recording;

        public string Sid => Opened.Header!.SessionId.ToString();

        public static async Task<Rig> StartAsync(string name)
        {
            var path = Path.Combine(RecordingCorpusTests.Folder, name + ".hsr");
            var source = new FileRecordingSource(path);
            var place = new OpenedPlace(source, await OpenedRecording.OpenAsync(source, Cancellation), source, name);
            return new Rig(place, await File.ReadAllBytesAsync(path, Cancellation), await PlayedRecording.OpenAsync(place, Cancellation));
        }

        public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Browser.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!;

        public void Dispose()
        {
            _stop.Cancel();
            Player.Dispose();
            Browser.Dispose();
            _place.Dispose();
            _stop.Dispose();
        }
    }
}
