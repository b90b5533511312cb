using System.Text;
using Hindsight.Desktop;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Ports that are no desktops, or bad ones.</summary>
public sealed class BadHostTests
{
    /// <summary>A negotiation that agrees on TLS ([MS-RDPBCGR] 2.2.1.2), and then something that is none.</summary>
    private static readonly byte[] TlsThenNoise =
        [3, 0, 0, 19, 14, 0xD0, 0, 0, 0x12, 0x34, 0, 2, 0, 8, 0, 1, 0, 0, 0, .. Encoding.ASCII.GetBytes(new string('x', 200))];

    public static TheoryData<int, string?, DesktopFailure> Hosts
    {
        get
        {
            var data = new TheoryData<int, string?, DesktopFailure>();
            foreach (var version in (int[])[2, 3])
            {
                data.Add(version, null, DesktopFailure.TimedOut);
                data.Add(version, Convert.ToHexString("HTTP/1.1 400 Bad Request\r\n\r\n"u8), DesktopFailure.ProtocolError);
                data.Add(version, Convert.ToHexString("SSH-2.0-OpenSSH_9.2\r\n"u8), DesktopFailure.ProtocolError);
                data.Add(version, "0300FFFF" + new string('0', 400), DesktopFailure.ProtocolError);
                data.Add(version, Convert.ToHexString(TlsThenNoise), DesktopFailure.TlsFailed);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_port_that_is_no_desktop_has_one_clear_outcome(int version, string? answer, DesktopFailure failure)
    {
        using var host = new BadHost(answer is null ? null : Convert.FromHexString(answer));
        var options = WorkerProgram.Options(version) with { HandshakeTimeout = answer is null ? TimeSpan.FromSeconds(3) : TimeSpan.FromSeconds(30) };
        var target = new DesktopTarget("bad", "127.0.0.1", int.Parse(host.Address.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture), DesktopGraphics.Lossless);
        var error = await Dialing.FailureAsync(() => DesktopConnector.ConnectAsync(
            target, new DesktopCredentials("demo", "", "secret-pass-1"), 800, 600, new WatchingSink(), options, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(failure, error.Failure);
        Assert.DoesNotContain("secret-pass-1", error.ToString(), StringComparison.Ordinal);
    }
}
