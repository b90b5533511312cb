using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Tsh;

/// <summary>A recorded session on a real desktop, with a size that is odd for a while, and an account that has <c>tsh</c>.</summary>
public sealed class RecordedSession : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-tsh-").FullName;
    private DesktopHost? _desktop;
    private SignedIn? _user;

    internal HindsightServer Server { get; private set; } = null!;

    internal string Sid { get; private set; } = "";

    /// <summary>Milliseconds.</summary>
    internal long Duration { get; private set; }

    internal string Home => Path.Combine(_directory, "tsh");

    public async ValueTask InitializeAsync()
    {
        Requirement.Met(Requirement.Programs("ffmpeg", "ffprobe"));
        _desktop = await DesktopHost.XrdpAsync();
        Server = await HindsightServer.StartAsync([("desk", _desktop.Address)], keepReferenceFrames: false);
        _user = await SignedIn.AsAsync(Server, HindsightServer.User, Server.Password);
        await using (var probe = await LiveProbe.ConnectAsync(_user, "desk", DesktopHost.User, _desktop.Password))
        {
            await probe.StartedAsync();
            Sid = probe.Sid;
            await probe.DesktopDrawnAsync();
            await Task.Delay(2000);
            await probe.ResizeAsync(1001, 701);
            await probe.UntilAsync(p => p is { Width: 1000, Height: 701 }, "the odd size");
            await Task.Delay(2000);
            await probe.ResizeAsync(1280, 800);
            await probe.UntilAsync(p => p is { Width: 1280, Height: 800 }, "the first size");
            await Task.Delay(2000);
            await probe.LeaveAsync();
        }

        Duration = (await _user.FinishedAsync(Sid))["durationMs"]!.GetValue<long>();
    }

    public async ValueTask DisposeAsync()
    {
        _user?.Dispose();
        foreach (var started in new IAsyncDisposable?[] { Server, _desktop }.OfType<IAsyncDisposable>())
            await started.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A name in a directory of its own.</summary>
    internal string NewFile(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(_directory, Guid.NewGuid().ToString("N"))).FullName, name);

    internal Task<byte[]> DownloadAsync() => _user!.DownloadAsync(Sid);

    internal Task<ProgramResult> TshAsync(params string[] arguments) => TshWithInputAsync(null, arguments);

    internal Task<ProgramResult> TshWithInputAsync(string? input, params string[] arguments) =>
        RunAsync(Home, input, arguments);

    /// <summary>The same on an account that has never signed in anywhere.</summary>
    internal Task<ProgramResult> TshOfNewAccountAsync(string? input, params string[] arguments) => RunAsync(NewFile("home"), input, arguments);

    private static Task<ProgramResult> RunAsync(string home, string? input, string[] arguments) =>
        ProgramRun.ToEndAsync("/usr/bin/env", [$"TELEPORT_HOME={home}", HindsightServer.Executable("Tsh", "tsh"), .. arguments], input);

    /// <summary>Signs in, trusting the certificate that the server wrote into its status.</summary>
    internal async Task<ProgramResult> LogInAsync()
    {
        var status = JsonNode.Parse((await Server.TctlAsync(null, "status", "--format=json")).Output)!;
        var fingerprint = status["certificate_sha256"]!.GetValue<string>();
        return await TshWithInputAsync(Server.Password + "\n", "login", $"--proxy=localhost:{Server.Port}", $"--user={HindsightServer.User}", $"--fingerprint={fingerprint}");
    }

    /// <summary>The last picture that FFmpeg gives for its arguments: 0xFFRRGGBB.</summary>
    internal async Task<uint[]> PixelsAsync(string[] arguments)
    {
        var raw = NewFile("raw");
        var decoded = await ProgramRun.ToEndAsync("ffmpeg", ["-v", "error", .. arguments, "-fps_mode", "passthrough", "-f", "image2", "-update", "1", "-c:v", "rawvideo", "-pix_fmt", "bgra", raw]);
        Assert.True(decoded.ExitCode == 0, decoded.Error);
        return MemoryMarshal.Cast<byte, uint>(await File.ReadAllBytesAsync(raw)).ToArray();
    }
}
