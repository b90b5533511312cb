using System.Globalization;

namespace Hindsight.Desktop.Protocol;

/// <summary>
/// FreeRDP's settings for a session, by the names FreeRDP gives them. A name that only one of the versions knows is
/// left out by the other. What would reach for files, devices or other hosts is off, whatever the library's defaults become.
/// </summary>
internal static class WorkerSettings
{
    /// <summary>The number of the descriptor that the worker is given the TCP connection under.</summary>
    private const int RdpDescriptor = 5;

    private static readonly (string Name, bool Value)[] Fixed =
    [
        // The worker asks us about every certificate; FreeRDP's own store is not used.
        ("ExternalCertificateManagement", true),
        ("NegotiateSecurityLayer", true), ("TlsSecurity", true), ("NlaSecurity", true), ("RdpSecurity", false),
        ("AutoReconnectionEnabled", false), ("GatewayEnabled", false),
        ("SoftwareGdi", true), ("BitmapCacheEnabled", true), ("BitmapCachePersistEnabled", false), ("FastPathOutput", true),
        ("NSCodec", false), ("JpegCodec", false),
        ("DrawAllowColorSubsampling", false), ("DrawAllowDynamicColorFidelity", false),
        ("AllowFontSmoothing", true), ("DisableMenuAnims", true),
        ("SupportDynamicChannels", true), ("SupportDisplayControl", true), ("DesktopResize", true),
        ("UnicodeInput", true), ("HasHorizontalWheel", true), ("HasExtendedMouseEvent", true),
        ("DeviceRedirection", false), ("RedirectDrives", false), ("RedirectPrinters", false), ("RedirectSmartCards", false),
        ("RedirectSerialPorts", false), ("RedirectParallelPorts", false), ("AudioPlayback", false), ("AudioCapture", false),
        // These would load the sound and device channels.
        ("NetworkAutoDetect", false), ("SupportHeartbeatPdu", false), ("SupportMultitransport", false),
    ];

    internal static IEnumerable<(string Name, string Value)> For(DesktopTarget target, DesktopCredentials credentials, int width, int height)
    {
        foreach (var (name, value) in Fixed.Concat(Graphics(target.Graphics)))
            yield return Setting(name, Text(value));

        yield return Setting("DisableWallpaper", Text(!target.Wallpaper));

        // A host name that starts with a bar makes FreeRDP take the port for a connected socket.
        yield return Setting("ServerHostname", "|" + target.Host);
        yield return Setting("ServerPort", Text(RdpDescriptor));
        yield return Setting("UserSpecifiedServerName", target.Host);
        yield return Setting("ClientHostname", "hindsight");
        // A domain controller is out of the worker's reach.
        yield return Setting("AuthenticationPackageList", "!kerberos");

        const int LocalNetwork = 6;
        yield return Setting("ConnectionType", Text(LocalNetwork));
        yield return Setting("ColorDepth", Text(32));
        // xrdp draws the text of its own windows with glyphs, whether or not they are offered.
        const int AllGlyphs = 2;
        yield return Setting("GlyphSupportLevel", Text(AllGlyphs));
        yield return Setting("DesktopWidth", Text(width));
        yield return Setting("DesktopHeight", Text(height));
        yield return Setting("KeyboardLayout", Text(target.KeyboardLayout));
        yield return Setting("HomePath", "/");
        // Milliseconds the library reads from the host before it looks at our commands again.
        yield return Setting("MaxTimeInCheckLoop", Text(10));

        yield return Setting("RedirectClipboard", Text(target.Clipboard));
        yield return Setting("AutoLogonEnabled", Text(credentials.Password.Length > 0));
        yield return Setting("Username", credentials.User);
        yield return Setting("Domain", credentials.Domain);
        yield return Setting("Password", credentials.Password);
    }

    private static IEnumerable<(string Name, bool Value)> Graphics(DesktopGraphics graphics)
    {
        var pipeline = graphics is not DesktopGraphics.Lossless;
        var thin = graphics is DesktopGraphics.ThinLink;
        return
        [
            ("SupportGraphicsPipeline", pipeline), ("GfxProgressive", pipeline), ("RemoteFxCodec", pipeline),
            ("SurfaceFrameMarkerEnabled", pipeline),
            // Bulk compression halves what is on the wire, but costs host and worker more than all of the drawing does.
            ("CompressionEnabled", pipeline),
            ("GfxH264", thin), ("GfxAVC444", thin), ("GfxAVC444v2", thin),
            ("DisableFullWindowDrag", thin),
        ];
    }

    private static (string Name, string Value) Setting(string name, string value) => ("FreeRDP_" + name, value);

    private static string Text(bool value) => value ? "TRUE" : "FALSE";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
