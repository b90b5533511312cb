using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hindsight.Tctl;

/// <summary>Prints an answer for people or for programs.</summary>
internal sealed class OutputFormat
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string> _option = new("--format") { Description = "text, json or yaml.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };

    internal OutputFormat() => _option.AcceptOnlyFromAmong("text", "json", "yaml");

    /// <summary>Gives a command the option.</summary>
    internal void AddTo(Command command) => command.Add(_option);

    /// <summary>Prints <paramref name="value"/>, or <paramref name="text"/> for people.</summary>
    internal void Print(ParseResult parse, JsonNode value, Func<string> text)
    {
        var output = parse.InvocationConfiguration.Output;
        switch (parse.GetValue(_option))
        {
            case "json":
                output.WriteLine(value.ToJsonString(Indented));
                break;
            case "yaml":
                output.Write(YamlText.Of(value));
                break;
            default:
                output.Write(text());
                break;
        }
    }
}
