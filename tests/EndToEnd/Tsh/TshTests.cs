using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Tsh;

/// <summary>A real session, and what <c>tsh</c> makes of its recording: the executable, FFmpeg and ffprobe as people run them.</summary>
[SupportedOSPlatform("linux")]
public sealed class TshTests(RecordedSession session) : IClassFixture<RecordedSession>
{
    [Fact]
    public async Task A_login_lists_its_recordings_until_it_is_given_up()
    {
        Assert.Equal(0, (await session.LogInAsync()).ExitCode);
        Assert.Contains($"Logged in as: {HindsightServer.User}", (await session.TshAsync("status")).Output, StringComparison.Ordinal);
        Assert.Contains("desk", (await session.TshAsync("desktops", "ls")).Output, StringComparison.Ordinal);
        var text = (await session.TshAsync("recordings", "ls")).Output;
        Assert.StartsWith("ID                                   Type    Participants", text, StringComparison.Ordinal);
        Assert.Contains($"{session.Sid} windows {HindsightServer.User}", text, StringComparison.Ordinal);
        var json = JsonNode.Parse((await session.TshAsync("recordings", "ls", "--format=json", "--target=desk", "--state=complete")).Output)!.AsArray();
        Assert.Equal(session.Sid, Assert.Single(json)!["sid"]!.GetValue<string>());
        Assert.Empty(JsonNode.Parse((await session.TshAsync("recordings", "ls", "--format=json", "--kind=ssh")).Output)!.AsArray());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(session.Home, "*.json").Single()));
        Assert.Equal(0, (await session.TshAsync("logout")).ExitCode);
        var refused = await session.TshAsync("recordings", "ls");
        Assert.Equal((3, "tsh: you are not signed in: tsh login --proxy=HOST\n"), (refused.ExitCode, refused.Error));
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_known_gets_no_password()
    {
        var wrong = await session.TshOfNewAccountAsync(session.Server.Password + "\n", "login", $"--proxy=localhost:{session.Server.Port}", $"--user={HindsightServer.User}", "--fingerprint=" + new string('0', 64));
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("which is not the one of --fingerprint", wrong.Error, StringComparison.Ordinal);
        var unsure = await session.TshOfNewAccountAsync("n\n", "login", $"--proxy=localhost:{session.Server.Port}", $"--user={HindsightServer.User}");
        Assert.Equal(2, unsure.ExitCode);
        Assert.Contains("Trust it from now on?", unsure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_is_as_long_as_the_session_and_shows_its_pictures()
    {
        await session.LogInAsync();
        var video = session.NewFile("session.mp4");
        var exported = await session.TshAsync("recordings", "export", session.Sid, "--out", video, "--cursor=false", "--quality=90");
        Assert.True(exported.ExitCode == 0, exported.Error);
        Assert.Equal($"Wrote recording to {video}\n", exported.Output);
        var probe = JsonNode.Parse((await ProgramRun.ToEndAsync("ffprobe", ["-v", "error", "-of", "json", "-show_format", "-show_streams", "-select_streams", "v", video])).Output)!;
        Assert.InRange(double.Parse(probe["format"]!["duration"]!.GetValue<string>(), CultureInfo.InvariantCulture) - session.Duration / 1000.0, -0.1, 0.1);
        var stream = probe["streams"]![0]!;
        var (width, height) = (stream["width"]!.GetValue<int>(), stream["height"]!.GetValue<int>());
        Assert.Equal(("h264", 1280, 800), (stream["codec_name"]!.GetValue<string>(), width, height));

        var recording = await session.DownloadAsync();
        var compared = 0;
        for (var i = 1; i <= 10; i++)
        {
            // A moment at which nothing moves: the video may show the picture of a thirtieth of a second before.
            var time = session.Duration * i / 11;
            var shown = RecordedScreen.At(recording, time);
            if (shown.Width == 0 || !shown.Picture.SequenceEqual(RecordedScreen.At(recording, time - 100).Picture) || !shown.Picture.SequenceEqual(RecordedScreen.At(recording, time + 50).Picture))
                continue;
            var frame = await session.PixelsAsync(["-i", video, "-vf", string.Create(CultureInfo.InvariantCulture, $"select=lte(t\\,{time / 1000.0})")]);
            Assert.InRange(SignalToNoise(shown, frame, width, height), 30, double.MaxValue);
            compared++;
        }

        Assert.InRange(compared, 4, 10);
    }

    [Fact]
    public async Task A_still_is_the_exact_picture_of_its_moment()
    {
        await session.LogInAsync();
        var recording = await session.DownloadAsync();
        foreach (var time in (long[])[session.Duration / 3, session.Duration / 2, session.Duration])
        {
            var file = session.NewFile($"at-{time}.png");
            var exported = await session.TshAsync("recordings", "export", session.Sid, "--at", (time / 1000.0).ToString(CultureInfo.InvariantCulture), "--out", file);
            Assert.True(exported.ExitCode == 0, exported.Error);
            var pixels = await session.PixelsAsync(["-i", file]);
            Assert.True(RecordedScreen.At(recording, time).Picture.SequenceEqual(pixels), $"the picture at {time} ms");
        }
    }

    [Theory]
    [InlineData("webm", "vp9")]
    [InlineData("gif", "gif")]
    public async Task Other_formats_are_made_too(string format, string codec)
    {
        await session.LogInAsync();
        var file = session.NewFile("session." + format);
        var exported = await session.TshAsync("recordings", "export", session.Sid, "--format", format, "--out", file, "--skip-idle", "--speed=4", "--scale=0.5", "--clock", "--quiet");
        Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        var probe = await ProgramRun.ToEndAsync("ffprobe", ["-v", "error", "-of", "csv=p=0", "-show_entries", "stream=codec_name,width", file]);
        Assert.Equal($"{codec},640", probe.Output.Trim());
    }

    [Fact]
    public async Task A_download_is_verified_with_the_clusters_keys_and_a_changed_one_is_found_out()
    {
        await session.LogInAsync();
        var file = session.NewFile("session.hsr");
        Assert.Equal($"Session recording \"{session.Sid}\" downloaded to {file}\n", (await session.TshAsync("recordings", "download", session.Sid, "--out", file, "-q")).Output);
        var keys = session.NewFile("keys.pem");
        await File.WriteAllTextAsync(keys, (await session.Server.TctlAsync(null, "auth", "export", "--type=recording")).Output, TestContext.Current.CancellationToken);
        var whole = await session.TshAsync("recordings", "verify", file, "--key", keys);
        Assert.Equal(0, whole.ExitCode);
        Assert.Matches("^whole: .*\nSigned with the key [0-9a-f]{32}", whole.Output);
        Assert.StartsWith("whole", (await session.TshAsync("recordings", "verify", session.Sid)).Output, StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var altered = await session.TshAsync("recordings", "verify", file, "--key", keys);
        Assert.Equal(4, altered.ExitCode);
        Assert.StartsWith("altered", altered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_wrong_is_said_and_leaves_no_half_file()
    {
        await session.LogInAsync();
        var unknown = await session.TshAsync("recordings", "export", Guid.NewGuid().ToString());
        Assert.Equal(3, unknown.ExitCode);
        Assert.StartsWith("tsh: There is no such recording", unknown.Error, StringComparison.Ordinal);

        var file = session.NewFile("no.mp4");
        var missing = await session.TshAsync("recordings", "export", session.Sid, "--out", file, "--ffmpeg=/nowhere/ffmpeg");
        Assert.Equal(5, missing.ExitCode);
        Assert.Contains("apt-get install ffmpeg", missing.Error, StringComparison.Ordinal);
        var failing = await session.TshAsync("recordings", "export", session.Sid, "--out", file, "--ffmpeg=/bin/false");
        Assert.Equal(5, failing.ExitCode);
        Assert.Contains("FFmpeg failed", failing.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(file)!, "no.mp4*"));
    }

    /// <summary>Peak signal to noise ratio in decibels, over the part of the canvas where the screen stands.</summary>
    private static double SignalToNoise(RecordedScreen shown, uint[] frame, int width, int height)
    {
        var (left, top, sum) = ((width - shown.Width) / 2, (height - shown.Height) / 2, 0.0);
        for (var y = 0; y < shown.Height; y++)
        {
            for (var x = 0; x < shown.Width; x++)
            {
                var (a, b) = (shown.Picture[y * shown.Width + x], frame[(top + y) * width + left + x]);
                foreach (var shift in (int[])[0, 8, 16])
                    sum += Math.Pow((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF), 2);
            }
        }

        return 10 * Math.Log10(255 * 255 / Math.Max(sum / (3.0 * shown.Width * shown.Height), 1e-9));
    }
}
