using System.Globalization;
using System.Runtime.InteropServices;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>A picture the desktop worker gave the server, kept by the server for this comparison.</summary>
internal sealed record ReferenceFrame(long Time, int Width, int Height, string File)
{
    /// <summary>The session's pictures, oldest first; several of one millisecond are one.</summary>
    public static ReferenceFrame[] Of(HindsightServer server, string sid) =>
        [.. Directory.GetFiles(Path.Combine(server.ReferenceFrames, sid), "*.bgrx").Select(Parse).OrderBy(f => f.Time)];

    /// <summary>0xFFRRGGBB: the fourth byte of what RDP sent means nothing.</summary>
    public uint[] Pixels()
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(System.IO.File.ReadAllBytes(File)).ToArray();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] |= 0xFF000000;
        return pixels;
    }

    private static ReferenceFrame Parse(string file)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('-', 'x').Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return new ReferenceFrame(parts[0], (int)parts[1], (int)parts[2], file);
    }
}
