using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>Something wrong in a text, and where.</summary>
internal sealed record TextFault(int Line, int Column, string Message);

/// <summary>
/// A text of one resource while it is written, for editors that show it as text and as a form: both say the same, with
/// faults or without. Nothing is stored.
/// </summary>
/// <param name="Text">As YAML.</param>
/// <param name="Document">As JSON; null when the text is no YAML, or not one document.</param>
/// <param name="Faults">Everything that is wrong.</param>
internal sealed record CheckedText(string Text, JsonObject? Document, IReadOnlyList<TextFault> Faults)
{
    private const int MostFaults = 100;

    /// <summary>Checks a text; one in JSON becomes YAML first.</summary>
    internal static CheckedText Of(string text)
    {
        var yaml = AsYaml(text);
        var faults = ResourceText.Read(yaml).Problems.Take(MostFaults).Select(p => new TextFault(p.Line, p.Column, p.Message)).ToList();
        var (documents, _) = YamlReader.ReadAll(yaml);
        return new CheckedText(yaml, documents is [YamlMap map] ? (JsonObject)ToJson(map)! : null, faults);
    }

    private static string AsYaml(string text)
    {
        if (text.TrimStart() is not ['{', ..])
            return text;
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 }) is JsonObject document ? YamlWriter.Write([document]) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static JsonNode? ToJson(YamlValue value)
    {
        switch (value)
        {
            case YamlMap map:
                var result = new JsonObject();
                foreach (var (key, item) in map.Pairs)
                    result[key.Text] = ToJson(item);
                return result;
            case YamlList list:
                return new JsonArray([.. list.Items.Select(ToJson)]);
            case YamlScalar { IsNothing: true }:
                return null;
            case YamlScalar { Plain: true, Text: "true" or "false" } flag:
                return flag.Text == "true";
            // Only what is written back as it was: 007 stays a text.
            case YamlScalar { Plain: true } scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == scalar.Text:
                return number;
            default:
                return ((YamlScalar)value).Text;
        }
    }
}
