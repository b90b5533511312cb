using System.Globalization;
using System.Text;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>Output that does a bit of everything, whole sequences and pieces of them.</summary>
internal static class RandomOutput
{
    private static readonly string[] Texts =
    [
        "hello ", "日本", "e\u0301", "\u0302", "x", "─", "\r\n", "\n", "\r", "\b", "\t", " ", "😀", "wide漢", "\e[K", "\e[J", "\e[1J", "\e[2J", "\eM", "\eD", "\eE",
        "\e[4h", "\e[4l", "\e[?6h", "\e[?6l", "\e[?7l", "\e[?7h", "\e[20h", "\e[20l",
        "\e[?47h", "\e[?47l", "\e[?1h", "\e[?25l", "\e[?2004h", "\e[?1002h", "\e[?1006h", "\e[?45h", "\e[3g", "\eH", "\e[0g", "\ec", "\e[!p",
        "\e[1\"q", "\e[0\"q", "\e[?2K", "\e]2;title\a", "\e]0;one — two\e\\", "\eP1$r\e\\", "\e_x\e\\", "\e[3;7r", "\e[r", "\e[5 q", "\e=", "\e>",
        "\e[1;31;44m", "\e[7m", "\e[m", "\e[4:3;58:5:9m", "\e[38;2;1;2;3m", "\e[48;5;200m", "\e[2;3;9;53m", "\e", "\e[", "\e]2;cut", "\u0018", "\u009b", "\e[?2026h",
    ];

    private const string Finals = "@ABCDEFGHILMPSTXZ`abdef";

    /// <summary>What changes the character set, and what saves and restores it: together they have states that no output brings about.</summary>
    private static readonly string[] CharacterSets = ["\e(0", "\e(B", "\e)0", "\u000e", "\u000f", "\e*A", "\en", "\e#8"];

    private static readonly string[] SavedCursors = ["\e7", "\e8", "\e[s", "\e[u", "\e[?1049h", "\e[?1049l"];

    public static byte[] Create(Random random, int pieces, bool savesCursor)
    {
        string[] texts = [.. Texts, .. savesCursor ? SavedCursors : CharacterSets];
        var bytes = new List<byte>();
        for (var i = 0; i < pieces; i++)
        {
            var piece = random.Next(10) switch
            {
                < 5 => Encoding.UTF8.GetBytes(texts[random.Next(texts.Length)]),
                < 8 => Encoding.UTF8.GetBytes(Control(random)),
                8 => Encoding.UTF8.GetBytes(Texts[random.Next(13)]),
                _ => [(byte)random.Next(256)],
            };
            bytes.AddRange(random.Next(20) == 0 ? piece.AsSpan(0, random.Next(piece.Length)) : piece);
        }

        return [.. bytes];
    }

    private static string Control(Random random)
    {
        var first = random.Next(12);
        return random.Next(4) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"\e[{first};{random.Next(30)}H")
            : string.Create(CultureInfo.InvariantCulture, $"\e[{first}{Finals[random.Next(Finals.Length)]}");
    }
}
