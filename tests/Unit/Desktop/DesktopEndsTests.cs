using Hindsight.Desktop;
using Hindsight.Desktop.Interop;
using Hindsight.Desktop.Protocol;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class DesktopEndsTests
{
    private static readonly DesktopTarget Target = new("lab-7", "lab.example", 3389, DesktopGraphics.Lossless);

    [Theory]
    [InlineData(DesktopStage.SigningIn, false, 0x20014, DesktopFailure.BadCredentials, "password is wrong")]
    [InlineData(DesktopStage.SigningIn, false, 0x20009, DesktopFailure.BadCredentials, "password is wrong")]
    [InlineData(DesktopStage.SigningIn, true, 0x2000E, DesktopFailure.BadCredentials, "expired")]
    [InlineData(DesktopStage.SigningIn, true, 0x20018, DesktopFailure.BadCredentials, "locked out")]
    [InlineData(DesktopStage.SigningIn, true, 0x2000D, DesktopFailure.BadCredentials, "hung up")]
    [InlineData(DesktopStage.SigningIn, true, 0, DesktopFailure.BadCredentials, "hung up")]
    [InlineData(DesktopStage.SigningIn, false, 0x2000D, DesktopFailure.ProtocolError, "hung up")]
    [InlineData(DesktopStage.Securing, false, 0x20008, DesktopFailure.TlsFailed, "TLS 1.2")]
    [InlineData(DesktopStage.Securing, false, 0x2000C, DesktopFailure.ProtocolError, "lab.example:3389")]
    [InlineData(DesktopStage.Securing, false, 0x2000D, DesktopFailure.ProtocolError, "Check the port")]
    [InlineData(DesktopStage.Starting, true, 0x2000D, DesktopFailure.ClosedByDesktop, "closed the connection")]
    internal void FreeRdps_errors_are_told_apart_by_stage(DesktopStage stage, bool nla, uint code, DesktopFailure failure, string says)
    {
        var end = DesktopEnds.From(new WorkerReport(WorkerReportOrigin.FreeRdp, nla, code, "NAME"), Target, stage);
        Assert.Equal(failure, end.Failure);
        Assert.Contains(says, end.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x03, DesktopFailure.ClosedByDesktop)]
    [InlineData(0x05, DesktopFailure.ClosedByDesktop)]
    [InlineData(0x09, DesktopFailure.BadCredentials)]
    [InlineData(0x0C, DesktopFailure.ClosedByDesktop)]
    [InlineData(0x102, DesktopFailure.ProtocolError)]
    [InlineData(0x10D0, DesktopFailure.ProtocolError)]
    [InlineData(0xFFFF, DesktopFailure.ClosedByDesktop)]
    internal void The_hosts_errors_have_their_own_causes(uint code, DesktopFailure failure) =>
        Assert.Equal(failure, DesktopEnds.From(new WorkerReport(WorkerReportOrigin.Host, true, code, "NAME"), Target, DesktopStage.Starting).Failure);

    [Fact]
    public void A_screen_beyond_the_limit_is_a_protocol_error() =>
        Assert.Equal(
            DesktopFailure.ProtocolError,
            DesktopEnds.From(new WorkerReport(WorkerReportOrigin.Worker, false, WorkerReport.TooLarge, ""), Target, DesktopStage.Starting).Failure);

    [Theory]
    [InlineData(9, DesktopFailure.WorkerCrashed, "signal 9")]
    [InlineData(31, DesktopFailure.WorkerCrashed, "forbidden system call")]
    [InlineData(2 << 8, DesktopFailure.WorkerCrashed, "rights")]
    [InlineData(5 << 8, DesktopFailure.WorkerCrashed, "exit code 5")]
    [InlineData(127 << 8, DesktopFailure.NotBuilt, "--check")]
    public void A_worker_that_died_says_how(int status, DesktopFailure failure, string says)
    {
        var end = DesktopEnds.Died(Target, new ExitStatus(status));
        Assert.Equal(failure, end.Failure);
        Assert.Contains(says, end.Message, StringComparison.Ordinal);
    }
}
