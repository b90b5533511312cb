using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Sessions;

/// <summary>Trust on first use, and what happens when the host at the same address shows another certificate.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_changed_certificate_is_refused_until_an_administrator_trusts_it()
    {
        var first = await DesktopHost.ShadowAsync();
        await using var server = await HindsightServer.StartAsync([("desk", first.Address)]);
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);

        await using (var refusing = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, first.Password, acceptCertificate: false))
            Assert.Equal("certificate_refused", (await refusing.EndedAsync())["code"]!.GetValue<string>());
        await using (var accepting = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, first.Password))
        {
            await accepting.StartedAsync();
            Assert.Equal(first.Certificate, AskedAbout(accepting), ignoreCase: true);
            await accepting.LeaveAsync();
        }

        await using (var known = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, first.Password))
        {
            await known.StartedAsync();
            Assert.Null(AskedAbout(known));
            await known.LeaveAsync();
        }

        await first.DisposeAsync();
        await using var second = await DesktopHost.ShadowAsync(first.Port);
        Assert.NotEqual(first.Certificate, second.Certificate);
        await using (var changed = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, second.Password))
        {
            var end = await changed.EndedAsync();
            Assert.Equal("certificate_changed", end["code"]!.GetValue<string>());
            Assert.Contains("tctl desktops trust desk", end["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await server.TctlAsync(null, "desktops", "trust", "desk")).ExitCode);
        await using var trusted = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, second.Password);
        await trusted.StartedAsync();
        Assert.Equal(second.Certificate, AskedAbout(trusted), ignoreCase: true);
        await trusted.LeaveAsync();
    }

    private static string? AskedAbout(LiveProbe probe) =>
        probe.Messages.FirstOrDefault(m => m["type"]!.GetValue<string>() == "certificate")?["sha256"]!.GetValue<string>().Replace(":", "", StringComparison.Ordinal);
}
