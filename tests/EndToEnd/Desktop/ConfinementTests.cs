using Hindsight.Desktop;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>What a worker can still reach while it shows a desktop. The tests run as root, as the test desktops do.</summary>
public sealed class ConfinementTests(ShadowHost shadow) : IClassFixture<ShadowHost>
{
    private const string Nobody = "65534";

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task It_has_no_rights_no_files_and_no_network(int version)
    {
        await using var desktop = await shadow.Host.ConnectAsync(new WatchingSink(), WorkerProgram.Options(version));
        var status = File.ReadLines(Proc(desktop, "status")).Select(l => l.Split(':', 2)).ToDictionary(l => l[0], l => l[1].Trim());
        Assert.All(status["Uid"].Split('\t'), id => Assert.Equal(Nobody, id));
        Assert.All(status["Gid"].Split('\t'), id => Assert.Equal(Nobody, id));
        Assert.Equal("", status["Groups"]);
        Assert.Equal(0UL, Convert.ToUInt64(status["CapPrm"], 16) | Convert.ToUInt64(status["CapEff"], 16));
        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Equal("2", status["Seccomp"]);

        Assert.Contains("hindsight-worker-root", new FileInfo(Proc(desktop, "root")).LinkTarget, StringComparison.Ordinal);
        foreach (var space in (string[])["net", "mnt", "ipc", "uts"])
            Assert.NotEqual(new FileInfo($"/proc/self/ns/{space}").LinkTarget, new FileInfo(Proc(desktop, $"ns/{space}")).LinkTarget);
        var interfaces = await File.ReadAllLinesAsync(Proc(desktop, "net/dev"), TestContext.Current.CancellationToken);
        Assert.Equal(["lo"], interfaces.Skip(2).Select(l => l.Split(':')[0].Trim()));

        var limits = await File.ReadAllTextAsync(Proc(desktop, "limits"), TestContext.Current.CancellationToken);
        Assert.Matches(@"Max core file size +0 ", limits);
        Assert.Matches(@"Max file size +0 ", limits);
        Assert.DoesNotMatch(@"Max address space +unlimited", limits);
        Assert.All(Directory.GetFiles(Proc(desktop, "fd")), f => Assert.Matches(@"^(socket:|pipe:|anon_inode:|/dev/null|/dev/u?random)", new FileInfo(f).LinkTarget ?? ""));
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task The_password_is_in_no_argument_no_variable_and_no_log(int version)
    {
        var log = new DesktopLog();
        await using var desktop = await shadow.Host.ConnectAsync(new WatchingSink(), WorkerProgram.Options(version, log));
        var password = shadow.Host.Password;
        foreach (var file in (string[])["cmdline", "environ"])
            Assert.DoesNotContain(password, await File.ReadAllTextAsync(Proc(desktop, file), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(password, log.Text, StringComparison.Ordinal);
    }

    private static string Proc(IDesktopConnection desktop, string file) => $"/proc/{desktop.ProcessId}/{file}";
}
