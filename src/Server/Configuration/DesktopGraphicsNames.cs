using Hindsight.Desktop;

namespace Hindsight.Server.Configuration;

/// <summary>The names of <see cref="DesktopGraphics"/> in files and answers.</summary>
internal static class DesktopGraphicsNames
{
    /// <summary>Every name, in the order of the enumeration.</summary>
    internal static readonly IReadOnlyList<string> Names = ["lossless", "balanced", "thin-link"];

    /// <summary>The setting's name.</summary>
    internal static string Name(this DesktopGraphics graphics) => Names[(int)graphics];
}
