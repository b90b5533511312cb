using System.Text;

namespace Hindsight.Client.CommandLine;

/// <summary>Columns of text under their names, as Teleport prints them.</summary>
public static class TextTable
{
    /// <summary>The table.</summary>
    public static string Of(string[] names, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [names, [.. names.Select(_ => "")], .. rows];
        var widths = names.Select((_, column) => lines.Max(l => l[column].Length)).ToArray();
        lines[1] = [.. widths.Select(w => new string('-', w))];
        var text = new StringBuilder();
        foreach (var line in lines)
            text.AppendLine(string.Join(' ', line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return text.ToString();
    }
}
