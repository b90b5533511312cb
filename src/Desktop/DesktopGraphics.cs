namespace Hindsight.Desktop;

/// <summary>What the RDP host is asked to send. Lossless costs the least to record and is exact.</summary>
public enum DesktopGraphics
{
    /// <summary>32 bpp bitmaps with orders and cache.</summary>
    Lossless,

    /// <summary>The graphics pipeline with RemoteFX.</summary>
    Balanced,

    /// <summary>The graphics pipeline with H.264 where the build has it.</summary>
    ThinLink,
}
