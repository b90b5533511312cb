using System.Buffers.Binary;
using System.Diagnostics;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Tsh.Video;
using Hindsight.Unit.Recording.Playback;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>Tests that measure what this whole process holds: they run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Videos of recordings of every kind, and what is said when one can't be made.</summary>
[Collection(nameof(Alone))]
public sealed class ExportTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-export-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Motion_jpeg_needs_no_other_program_and_shows_the_pictures()
    {
        var file = NewFile("a.avi");
        var found = await TshRun.OfAsync("recordings", "export", Corpus("desktop"), "--format=avi", "--quality=90", "--cursor=false", "-q", "--ffmpeg=/nowhere", "--out", file);
        Assert.Equal((0, $"Wrote recording to {file}\n", ""), found);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(bytes.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)));
        // 40 s of 30 slots; those without a picture are empty.
        Assert.Equal(1200, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(48)));
        Assert.SkipUnless(Has("ffmpeg"), "ffmpeg is not installed");
        using var source = new Hindsight.Client.FileRecordingSource(Corpus("desktop"));
        var cursor = new PlaybackCursor(source, await OpenedRecording.OpenAsync(source, TestContext.Current.CancellationToken));
        foreach (var time in (long[])[1000, 12_000, 25_500, 39_000])
        {
            await cursor.SeekAsync(time, TestContext.Current.CancellationToken);
            var raw = NewFile("raw");
            Run("ffmpeg", "-v", "error", "-y", "-i", file, "-vf", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"select=lte(t\\,{time / 1000.0})"), "-fps_mode", "passthrough", "-f", "image2", "-update", "1", "-c:v", "rawvideo", "-pix_fmt", "bgra", raw);
            var frame = await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken);
            Assert.InRange(SignalToNoise(cursor.Screen.Picture, frame), 32, 100);
        }
    }

    [Theory]
    [InlineData("resize", 0, 320, 200)]
    [InlineData("cut", 4, 160, 100)]
    [InlineData("damaged", 4, 160, 100)]
    public async Task Every_size_fits_one_even_canvas_and_damage_is_told(string name, int code, int width, int height)
    {
        var file = NewFile("a.avi");
        var found = await TshRun.OfAsync("recordings", "export", Corpus(name), "--format=avi", "-q", "--out", file);
        Assert.Equal(code, found.Code);
        Assert.Equal(code == 4, found.Errors.Contains(": the video ", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var size = (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(64)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(68)));
        Assert.Equal((0, 0), (size.Item1 % 2, size.Item2 % 2));
        Assert.True(size.Item1 >= Math.Min(width, 2) && size.Item2 >= Math.Min(height, 2), $"{size}");
    }

    [Fact]
    public async Task Six_odd_sizes_become_one_video()
    {
        using var session = new RecordedSession(101, 67, seed: 7);
        foreach (var (i, width, height) in ((int, int, int)[])[(1, 203, 99), (2, 51, 151), (3, 333, 1), (4, 1, 77), (5, 255, 133), (6, 101, 67)])
            session.Resize(i * 1000, width, height);
        session.Finish();
        var recording = NewFile("odd.hsr");
        await File.WriteAllBytesAsync(recording, session.Bytes, TestContext.Current.CancellationToken);
        foreach (var format in (string[])["avi", "mp4", "webm", "gif"])
        {
            if (format != "avi" && !Has("ffmpeg"))
                continue;
            var file = NewFile("odd." + format);
            Assert.Equal((0, ""), ((await TshRun.OfAsync("recordings", "export", recording, "-f", format, "-q", "--out", file)) is var found ? (found.Code, found.Errors) : default));
            if (Has("ffprobe"))
                Assert.Equal("334,152", Run("ffprobe", "-v", "error", "-of", "csv=p=0", "-select_streams", "v", "-show_entries", "stream=width,height", file).Trim());
        }
    }

    [Fact]
    public async Task A_recording_without_a_picture_is_no_video()
    {
        var recording = NewFile("empty.hsr");
        var session = new Recording.Chunks.SyntheticSession();
        session.Finish(SealCause.DesktopClosed, "", null);
        await File.WriteAllBytesAsync(recording, session.Bytes, TestContext.Current.CancellationToken);
        var found = await TshRun.OfAsync("recordings", "export", recording, "--out", NewFile("a.mp4"));
        Assert.Equal(4, found.Code);
        Assert.Contains("has no picture", found.Errors, StringComparison.Ordinal);
        Assert.Equal([recording], Directory.GetFiles(_directory));
    }

    [Fact]
    public async Task FFmpeg_that_fails_in_the_middle_is_quoted_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands for FFmpeg");
        var program = NewFile("ffmpeg");
        await File.WriteAllTextAsync(program, "#!/bin/sh\nfor last; do :; done\necho half >\"$last\"\nhead -c 300000 >/dev/null\necho 'the encoder gave up' >&2\nexit 1\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var found = await TshRun.OfAsync("recordings", "export", Corpus("desktop"), "-q", "--ffmpeg", program, "--out", NewFile("a.mp4"));
        Assert.Equal((5, "tsh: FFmpeg failed: the encoder gave up\n"), (found.Code, found.Errors));
        Assert.Equal([program], Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData("avi")]
    [InlineData("mp4")]
    public void A_full_disk_is_told_and_leaves_nothing(string format)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Has("unshare") && Has("ffmpeg"), "a small disk of its own needs root, unshare and ffmpeg");
        var tsh = Path.Combine(Repository.Root, "src", "Tsh", "bin", "Release", "net10.0", "tsh");
        // ext4 and tmpfs alike say ENOSPC; 16 KiB hold no second of video.
        var output = Run("unshare", "--mount", "sh", "-c", $"mount -t tmpfs -o size=16k small {_directory} && {tsh} recordings export {Corpus("desktop")} -q -f {format} --quality 100 --out {_directory}/a 2>&1; echo $?; ls {_directory}");
        Assert.Contains("No space left", output, StringComparison.Ordinal);
        Assert.EndsWith("\n5\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_hours_take_no_more_memory_than_ten_minutes()
    {
        var (few, many) = (await PeakAsync(minutes: 10), await PeakAsync(minutes: 600));
        // What grows is the index of the recording: 160 bytes a segment, and there are some 1200.
        Assert.InRange(many - few, long.MinValue, 4 << 20);
    }

    /// <summary>The most bytes that were alive during an export, beyond what was before it.</summary>
    private async Task<long> PeakAsync(int minutes)
    {
        var recording = NewFile($"{minutes}.hsr");
        await LongRecording.WriteAsync(recording, TimeSpan.FromMinutes(minutes), TestContext.Current.CancellationToken);
        using var source = new Hindsight.Client.FileRecordingSource(recording);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var opened = await OpenedRecording.OpenAsync(source, TestContext.Current.CancellationToken);
        var peak = 0L;
        var next = 0L;
        var export = new VideoExport(new PlaybackCursor(source, opened), new Canvas(96, 64), new ExportOptions(0, opened.Duration, 1, false, 30, true, false), time =>
        {
            if (time < next)
                return;
            next = time + opened.Duration / 10;
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        });
        await using var writer = new Avi(OutputFile.Open(NewFile("long.avi"), replaces: true), 96, 64, 50, fps: 1);
        await export.RunAsync(writer, TestContext.Current.CancellationToken);
        Assert.InRange(export.Pictures, minutes * 25, minutes * 35);
        return peak;
    }

    private string NewFile(string name) => Path.Combine(_directory, name);

    private static string Corpus(string name) => Path.Combine(RecordingCorpusTests.Folder, name + ".hsr");

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, program)));

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static double SignalToNoise(ReadOnlySpan<uint> shown, byte[] frame)
    {
        var sum = 0.0;
        for (var i = 0; i < shown.Length; i++)
        {
            for (var part = 0; part < 3; part++)
                sum += Math.Pow((int)(shown[i] >> (8 * part) & 0xFF) - frame[i * 4 + part], 2);
        }

        return 10 * Math.Log10(255 * 255 / Math.Max(sum / (3.0 * shown.Length), 1e-9));
    }
}
