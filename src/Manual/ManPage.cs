using System.CommandLine;
using System.Text;

namespace Hindsight.Manual;

/// <summary>The man page of one command, for <c>man</c> (roff with the macros of man(7)).</summary>
internal sealed class ManPage
{
    private readonly StringBuilder _text = new();

    /// <summary>The page.</summary>
    internal static string Of(Entry entry, IReadOnlyList<Entry> all, int section)
    {
        var page = new ManPage();
        var program = all[0].Path;
        page.Line($".TH {Escape(entry.Page.ToUpperInvariant())} {section} \"\" Hindsight \"{Escape(program)} of Hindsight\"");
        page.Section("NAME");
        page.Text($"{entry.Page} - {Wording.Summary(entry.Command)}");
        page.Section("SYNOPSIS");
        page.Synopsis(entry);
        page.Section("DESCRIPTION");
        page.Description(entry.Command.Description ?? "");
        page.Commands(entry, section);
        if (entry.Arguments.Count > 0)
            page.Section("ARGUMENTS");
        foreach (var argument in entry.Arguments)
            page.Item($"\\fI{Escape(argument.HelpName ?? argument.Name)}\\fR", argument.Description);
        if (entry.Options.Count > 0)
            page.Section("OPTIONS");
        foreach (var option in entry.Options)
            page.Option(option);
        page.SeeAlso(entry, all, section);
        return page._text.ToString();
    }

    private void Synopsis(Entry entry)
    {
        var arguments = entry.Arguments.Select(a => a.Arity.MinimumNumberOfValues > 0 ? $" \\fI{Escape(a.HelpName ?? a.Name)}\\fR" : $" [\\fI{Escape(a.HelpName ?? a.Name)}\\fR]");
        Line($"\\fB{Escape(entry.Path)}\\fR{(entry.Commands.Count > 0 ? " \\fICOMMAND\\fR" : "")}{string.Concat(arguments)} [\\fIOPTIONS\\fR]");
    }

    /// <summary>Paragraphs; one whose first line ends with a colon is a list of lines to be kept as they are, under that title.</summary>
    private void Description(string description)
    {
        foreach (var paragraph in description.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var lines = paragraph.Split('\n');
            if (lines[0].EndsWith(':') && lines.Length > 1)
            {
                Section(lines[0].TrimEnd(':').ToUpperInvariant());
                Line(".nf");
                foreach (var line in lines.Skip(1))
                    Text(line);
                Line(".fi");
            }
            else if (paragraph.StartsWith("Exit codes: ", StringComparison.Ordinal))
            {
                Section("EXIT STATUS");
                Text(string.Join(' ', lines)["Exit codes: ".Length..]);
            }
            else
            {
                Line(".PP");
                Text(string.Join(' ', lines));
            }
        }
    }

    private void Commands(Entry entry, int section)
    {
        if (entry.Commands.Count > 0)
            Section("COMMANDS");
        foreach (var command in entry.Commands)
            Item($"\\fB{Escape($"{entry.Page}-{command.Name}")}\\fR({section})", command.Description);
    }

    private void Option(Option option)
    {
        var values = Values.Of(option);
        var value = values.Kind == ValueKind.None ? "" : $" \\fI{Escape(Wording.Placeholder(option, values))}\\fR";
        var usual = values.Kind != ValueKind.None && option.HasDefaultValue ? Convert.ToString(option.GetDefaultValue(), System.Globalization.CultureInfo.InvariantCulture) : null;
        var names = Wording.Names(option).Select(n => $"\\fB{Escape(n)}\\fR");
        Item($"{string.Join(", ", names)}{value}", $"{option.Description}{(string.IsNullOrEmpty(usual) ? "" : $" Usually {usual}.")}");
    }

    private void SeeAlso(Entry entry, IReadOnlyList<Entry> all, int section)
    {
        var split = entry.Path.LastIndexOf(' ');
        if (split < 0)
            return;
        var parent = entry.Path[..split];
        var siblings = all.Where(e => e.Path == parent || (e.Path.StartsWith(parent + " ", StringComparison.Ordinal) && e.Path.LastIndexOf(' ') == split && e != entry));
        Section("SEE ALSO");
        Line(string.Join(", ", siblings.Select(e => $"\\fB{Escape(e.Page)}\\fR({section})")));
    }

    private void Section(string title) => Line($".SH {Escape(title)}");

    private void Item(string tag, string? text)
    {
        Line(".TP");
        Line(tag);
        Text(string.Join(' ', (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    private void Text(string text)
    {
        var line = Escape(text);
        // A line that begins with one of these would be an instruction.
        Line(line.Length > 0 && line[0] is '.' or '\'' ? "\\&" + line : line);
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    private static string Escape(string text) => string.Concat(text.EnumerateRunes().Select(r => r.Value switch
    {
        '\\' => "\\e",
        '-' => "\\-",
        '"' => "\\(dq",
        > '~' => $"\\[u{r.Value:X4}]",
        _ => r.ToString(),
    }));
}
