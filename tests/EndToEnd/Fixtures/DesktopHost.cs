using System.Globalization;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>A real RDP server on loopback (xrdp, or freerdp-shadow with NLA), from demo/desktop.sh.</summary>
internal sealed class DesktopHost : IAsyncDisposable
{
    public const string User = "demo";

    private static readonly string Script = Repository.File("demo", "desktop.sh");

    private readonly string _directory;

    private DesktopHost(string directory, string password, Dictionary<string, string> values)
    {
        (_directory, Password) = (directory, password);
        Port = int.Parse(values["port"], CultureInfo.InvariantCulture);
        Home = values["home"];
        Certificate = values["certificate"];
    }

    public string Password { get; }

    public int Port { get; }

    /// <summary>The user's home folder, as this process sees it.</summary>
    public string Home { get; }

    /// <summary>SHA-256 of the certificate, hexadecimal.</summary>
    public string Certificate { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>The process that all of the desktop's others descend from.</summary>
    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(_directory, "supervisor.pid")), CultureInfo.InvariantCulture);

    public static Task<DesktopHost> XrdpAsync(int port = 0) => StartAsync("xrdp", port, ["xrdp", "Xorg", "openbox"]);

    /// <summary>An xrdp that shows the VNC server on <paramref name="port"/> of loopback.</summary>
    public static Task<DesktopHost> VncThroughXrdpAsync(int port) =>
        StartAsync("xrdp", 0, ["xrdp"], "--vnc", port.ToString(CultureInfo.InvariantCulture));

    public static Task<DesktopHost> ShadowAsync(int port = 0) => StartAsync("shadow", port, ["freerdp-shadow-cli", "Xvfb", "openbox"]);

    /// <summary>What the desktop's user wrote into <paramref name="name"/>, or null after <paramref name="seconds"/> without it.</summary>
    public async Task<string?> FileAsync(string name, int seconds = 60)
    {
        var path = Path.Combine(Home, name);
        for (var i = 0; i < seconds * 5; i++)
        {
            if (File.Exists(path) && new FileInfo(path).Length > 0)
                return await File.ReadAllTextAsync(path);
            await Task.Delay(200);
        }

        return null;
    }

    /// <summary>
    /// Has <paramref name="typeLine"/> type a line until the shell in the desktop's terminal has run it. What is typed while
    /// the terminal starts, or while its shell gets over an interrupt, may be lost; what is typed after this is not.
    /// </summary>
    public async Task ShellAnswersAsync(Func<string, Task> typeLine)
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var name = $"answer-{Guid.NewGuid().ToString("N")[..8]}";
            await typeLine($"touch {name}");
            for (var i = 0; i < 75; i++)
            {
                if (File.Exists(Path.Combine(Home, name)))
                    return;
                await Task.Delay(200);
            }
        }

        throw new TimeoutException("the shell in the desktop's terminal does not answer");
    }

    public async ValueTask DisposeAsync()
    {
        var stopped = await ProgramRun.ToEndAsync(Script, ["stop", "--dir", _directory]);
        if (stopped.ExitCode != 0)
            throw new InvalidOperationException($"the desktop did not stop: {stopped.Output}{stopped.Error}");
    }

    private static async Task<DesktopHost> StartAsync(string kind, int port, string[] programs, params string[] options)
    {
        Requirement.Met(Environment.IsPrivilegedProcess ? null : "test desktops need root");
        Requirement.Met(Requirement.Programs(programs));
        var directory = Path.Combine(Path.GetTempPath(), $"hindsight-{kind}-{Guid.NewGuid():N}");
        var password = Guid.NewGuid().ToString("N")[..16];
        var started = await ProgramRun.ToEndAsync(
            Script,
            [
                "start", kind, "--dir", directory, "--port", port.ToString(CultureInfo.InvariantCulture), "--user", User,
                "--password-stdin", "--owner", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. options,
            ],
            password + "\n");
        if (started.ExitCode != 0)
            throw new InvalidOperationException($"{kind} did not start: {started.Output}{started.Error}");
        var values = started.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        return new DesktopHost(directory, password, values);
    }
}
