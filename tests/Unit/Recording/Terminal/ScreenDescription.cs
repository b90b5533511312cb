using System.Globalization;
using System.Text;
using System.Text.Json;
using Hindsight.Recording.Terminal;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>What a terminal shows, in the words of the corpus (web/player/testing/screen-description.ts).</summary>
internal static class ScreenDescription
{
    /// <summary>Columns, rows, cursor, which screen, modes: a line for each that differs reads well in a failed test.</summary>
    public static string Head(TerminalEmulator terminal) =>
        $"{terminal.Columns}x{terminal.Rows} cursor {terminal.CursorX},{terminal.CursorY} alternate {terminal.IsAlternate} modes {Modes(terminal.Modes)} title {terminal.Title}";

    public static string Head(JsonElement screen)
    {
        var cursor = screen.GetProperty("cursor");
        return $"{screen.GetProperty("columns")}x{screen.GetProperty("rows")} cursor {cursor[0]},{cursor[1]} alternate {screen.GetProperty("alternate").GetBoolean()}"
            + $" modes {screen.GetProperty("modes").GetString()} title {screen.GetProperty("title").GetString()}";
    }

    /// <summary>A row as JSON: runs of cells of one style.</summary>
    public static string Row(TerminalEmulator terminal, int y)
    {
        var cells = new List<(string Style, string Text, int Width)>();
        for (var x = 0; x < terminal.Columns; x++)
        {
            var (text, width, style) = terminal[x, y];
            if (width > 0 || text.Length > 0)
                cells.Add((Style(style), text.Length == 0 ? " " : WithoutBlank(text), width));
        }

        while (cells is [.., ("", " ", _)])
            cells.RemoveAt(cells.Count - 1);
        var runs = new List<string>();
        var open = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            var (style, text, width) = cells[i];
            if (width != 1 || text.EnumerateRunes().Count() != 1)
            {
                runs.Add($"[{Json(style)},{Json(text)},{width}]");
                continue;
            }

            open.Append(text);
            if (i + 1 < cells.Count && cells[i + 1].Style == style && cells[i + 1].Width == 1 && cells[i + 1].Text.EnumerateRunes().Count() == 1)
                continue;
            runs.Add($"[{Json(style)},{Json(open.ToString())}]");
            open.Clear();
        }

        return $"[{string.Join(',', runs)}]";
    }

    public static string Row(JsonElement row) => $"[{string.Join(',', row.EnumerateArray().Select(Run))}]";

    /// <summary>Everything at once, for comparing two terminals. How a blank came to be makes no difference.</summary>
    public static string Of(TerminalEmulator terminal)
    {
        var text = new StringBuilder(Head(terminal)).Append(' ').Append(terminal.Modes).Append('\n');
        for (var y = 0; y < terminal.Rows; y++)
            text.Append(Row(terminal, y)).Append('\n');
        return text.ToString();
    }

    // A mark on a blank cell, which may have been a space or not.
    private static string WithoutBlank(string text) => text.Length > 1 && text[0] == ' ' ? text[1..] : text;

    private static string Run(JsonElement run) =>
        $"[{Json(run[0].GetString()!)},{Json(run[1].GetString()!)}{(run.GetArrayLength() > 2 ? $",{run[2]}" : "")}]";

    private static string Json(string text) => JsonEncodedText.Encode(text) is var encoded ? $"\"{encoded}\"" : "";

    private static string Style(CellStyle style)
    {
        var words = new List<string>();
        Add(CellFlags.Bold, "bold");
        Add(CellFlags.Dim, "dim");
        Add(CellFlags.Italic, "italic");
        if (style.Underline > 0)
            words.Add("underline");
        Add(CellFlags.Blink, "blink");
        Add(CellFlags.Inverse, "inverse");
        Add(CellFlags.Invisible, "invisible");
        Add(CellFlags.Strikethrough, "strikethrough");
        Add(CellFlags.Overline, "overline");
        AddColor(style.Foreground, "text");
        AddColor(style.Background, "back");
        return string.Join(' ', words);

        void Add(CellFlags flag, string name)
        {
            if ((style.Flags & flag) != 0)
                words.Add(name);
        }

        void AddColor(uint color, string name)
        {
            if (CellColor.IsPalette(color))
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{name}{color & 0xFF}"));
            else if (CellColor.IsRgb(color))
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{name}#{color & 0xFFFFFF:x6}"));
        }
    }

    private static string Modes(TerminalModes modes)
    {
        (string Name, bool IsSet)[] names =
        [
            ("cursor keys", modes.ApplicationCursor), ("keypad", modes.ApplicationKeypad), ("paste", modes.BracketedPaste), ("insert", modes.Insert),
            ("origin", modes.Origin), ("reverse wraparound", modes.ReverseWraparound), ("focus", modes.SendFocus),
            ("synchronized", modes.SynchronizedOutput), ("no wraparound", !modes.Wraparound), ("mouse x10", modes.MouseTracking == MouseTracking.X10),
            ("mouse vt200", modes.MouseTracking == MouseTracking.Buttons), ("mouse drag", modes.MouseTracking == MouseTracking.Drag),
            ("mouse any", modes.MouseTracking == MouseTracking.Any),
        ];
        return string.Join(", ", names.Where(n => n.IsSet).Select(n => n.Name));
    }
}
