using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hindsight.Client.CommandLine;

/// <summary>Prints an answer for people or for programs.</summary>
public sealed class OutputFormat
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string> _option = new("--format", "-f") { Description = "text, json or yaml.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };

    /// <summary>An option of its own for each command.</summary>
    public OutputFormat() => _option.AcceptOnlyFromAmong("text", "json", "yaml");

    /// <summary>Gives a command the option.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>Prints <paramref name="value"/>, or <paramref name="text"/> for people.</summary>
    public void Print(ParseResult parse, JsonNode value, Func<string> text)
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
