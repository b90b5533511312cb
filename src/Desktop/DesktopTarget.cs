namespace Hindsight.Desktop;

/// <summary>A desktop to connect to.</summary>
/// <param name="Name">The desktop's name, for messages.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Graphics">What the host is asked to send.</param>
public sealed record DesktopTarget(string Name, string Host, int Port, DesktopGraphics Graphics)
{
    /// <summary>Whether the clipboard channel is opened at all.</summary>
    public bool Clipboard { get; init; } = true;

    /// <summary>Whether the desktop draws its wallpaper; without it there is less to send and to record.</summary>
    public bool Wallpaper { get; init; } = true;

    /// <summary>The Windows identifier of the keyboard layout (0x409 US, 0x407 German); 0 leaves it to the desktop.</summary>
    public int KeyboardLayout { get; init; }
}
