using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;

namespace Hindsight.Tsh.Video;

/// <summary>
/// The letters of terminals in videos: X11's "misc-fixed" of 9 by 18 dots, its bold form, and the fonts of 18 by 18 for what takes two
/// columns. Their only notice is "Public domain font. Share and enjoy."
/// </summary>
internal sealed class TerminalFont
{
    /// <summary>Dots of a cell.</summary>
    internal const int Width = 9, Height = 18;

    private const string Resource = "misc-fixed-9x18.bin.gz";

    private static readonly Lazy<TerminalFont> Loaded = new(() => new TerminalFont());

    // What no font has: a box, so that one sees that something is there.
    private static readonly uint[] Unknown = [0, 0, 0, 0, 0xFE, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0xFE, 0, 0, 0, 0];

    private readonly byte[] _file;
    private readonly Dictionary<int, int> _regular = [], _bold = [], _wide = [];

    private TerminalFont()
    {
        using var packed = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        _file = plain.ToArray();
        var at = 3 * sizeof(ushort);
        foreach (var (glyphs, index, bytes) in (ReadOnlySpan<(Dictionary<int, int>, int, int)>)[(_regular, 0, 2), (_bold, 1, 2), (_wide, 2, 3)])
        {
            for (var count = Number(index * sizeof(ushort)); count > 0; count--)
            {
                glyphs[Number(at)] = at + sizeof(ushort);
                at += sizeof(ushort) + (Height * bytes);
            }
        }
    }

    /// <summary>The font; read when it is first needed.</summary>
    internal static TerminalFont Instance => Loaded.Value;

    /// <summary>
    /// Adds a character's dots to <paramref name="rows"/>; the highest of <paramref name="columns"/> times <see cref="Width"/> bits is the left one.
    /// </summary>
    internal void Draw(int code, int columns, bool bold, bool italic, Span<uint> rows)
    {
        var (found, bytes, isBold) = columns == 2 && _wide.TryGetValue(code, out var wide) ? (wide, 3, false)
            : bold && _bold.TryGetValue(code, out var dark) ? (dark, 2, true)
            : _regular.TryGetValue(code, out var plain) ? (plain, 2, false)
            : (-1, 2, false);
        var shift = bytes == 2 && columns == 2 ? Width / 2 : 0;
        var mask = (1u << (columns * Width)) - 1;
        for (var y = 0; y < Height; y++)
        {
            var dots = found < 0 ? Unknown[y] : RowAt(found + (y * bytes), bytes);
            dots <<= shift;
            if (bold && !isBold)
                dots |= dots >> 1;
            rows[y] |= (italic ? Lean(dots, y) : dots) & mask;
        }
    }

    private static uint Lean(uint dots, int y) => y switch { < 6 => dots >> 1, > 11 => dots << 1, _ => dots };

    private uint RowAt(int at, int bytes) => bytes == 2 ? (uint)Number(at) : (uint)(Number(at) | (_file[at + 2] << 16));

    private int Number(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at));
}
