using Hindsight.Desktop;
using Hindsight.Desktop.Protocol;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class WorkerSettingsTests
{
    private static readonly DesktopCredentials Anna = new("anna", "LAB", "p=a ss");

    [Theory]
    [InlineData(DesktopGraphics.Lossless, "FALSE", "FALSE", "FALSE")]
    [InlineData(DesktopGraphics.Balanced, "TRUE", "TRUE", "FALSE")]
    [InlineData(DesktopGraphics.ThinLink, "TRUE", "TRUE", "TRUE")]
    public void Graphics_choose_the_codecs(DesktopGraphics graphics, string pipeline, string remoteFx, string video)
    {
        var settings = Settings(new DesktopTarget("lab", "lab.example", 3389, graphics));
        Assert.Equal(pipeline, settings["FreeRDP_SupportGraphicsPipeline"]);
        Assert.Equal(remoteFx, settings["FreeRDP_RemoteFxCodec"]);
        Assert.Equal(video, settings["FreeRDP_GfxH264"]);
        Assert.Equal(pipeline, settings["FreeRDP_CompressionEnabled"]);
        Assert.Equal("FALSE", settings["FreeRDP_NSCodec"]);
        Assert.Equal("TRUE", settings["FreeRDP_BitmapCacheEnabled"]);
        Assert.Equal("32", settings["FreeRDP_ColorDepth"]);
    }

    [Theory]
    [InlineData("RdpSecurity")]
    [InlineData("AutoReconnectionEnabled")]
    [InlineData("DeviceRedirection")]
    [InlineData("RedirectDrives")]
    [InlineData("RedirectPrinters")]
    [InlineData("RedirectSmartCards")]
    [InlineData("AudioCapture")]
    [InlineData("SupportMultitransport")]
    [InlineData("DrawAllowDynamicColorFidelity")]
    public void What_must_stay_off_is_off(string name) =>
        Assert.Equal("FALSE", Settings(new DesktopTarget("lab", "lab.example", 3389, DesktopGraphics.ThinLink))["FreeRDP_" + name]);

    [Fact]
    public void The_worker_is_told_its_socket_and_the_login()
    {
        var settings = Settings(new DesktopTarget("lab", "lab.example", 3389, DesktopGraphics.Lossless) { Clipboard = false, KeyboardLayout = 0x407 });
        Assert.Equal("|lab.example", settings["FreeRDP_ServerHostname"]);
        Assert.Equal("5", settings["FreeRDP_ServerPort"]);
        Assert.Equal("1031", settings["FreeRDP_KeyboardLayout"]);
        Assert.Equal("FALSE", settings["FreeRDP_RedirectClipboard"]);
        Assert.Equal(("anna", "LAB", "p=a ss"), (settings["FreeRDP_Username"], settings["FreeRDP_Domain"], settings["FreeRDP_Password"]));
    }

    [Fact]
    public void Without_a_password_nobody_is_signed_in_unasked()
    {
        var settings = WorkerSettings.For(new DesktopTarget("lab", "h", 1, DesktopGraphics.Lossless), Anna with { Password = "" }, 800, 600);
        Assert.Contains(("FreeRDP_AutoLogonEnabled", "FALSE"), settings);
    }

    [Fact]
    public void Credentials_do_not_print_the_password() => Assert.DoesNotContain(Anna.Password, $"{Anna}", StringComparison.Ordinal);

    private static Dictionary<string, string> Settings(DesktopTarget target) =>
        WorkerSettings.For(target, Anna, 1280, 800).ToDictionary(s => s.Name, s => s.Value);
}
