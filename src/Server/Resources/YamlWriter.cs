using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hindsight.Server.Resources;

/// <summary>Writes JSON values as YAML for people: block style, and quotes only where a text would be read as something else.</summary>
internal static partial class YamlWriter
{
    /// <summary>The documents, with <c>---</c> between them.</summary>
    internal static string Write(IEnumerable<JsonObject> documents)
    {
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            if (text.Length > 0)
                text.Append("---\n");
            WriteMap(text, document, "");
        }

        return text.ToString();
    }

    /// <summary>A text, in quotes if it needs them.</summary>
    internal static string Scalar(string text) => IsPlain(text) ? text : JsonValue.Create(text)!.ToJsonString(ResourceJson.Relaxed);

    private static void WriteMap(StringBuilder text, JsonObject map, string indent)
    {
        foreach (var (key, value) in map)
            WriteValue(text, $"{indent}{Scalar(key)}:", value, indent);
    }

    private static void WriteValue(StringBuilder text, string start, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append(start).Append('\n');
                WriteMap(text, map, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list:
                text.Append(start).Append('\n');
                WriteList(text, list, indent);
                break;
            default:
                text.Append(start).Append(' ').Append(Single(value)).Append('\n');
                break;
        }
    }

    /// <summary>A list begins in the column of its key; a map in it begins on the dash's line.</summary>
    private static void WriteList(StringBuilder text, JsonArray list, string indent)
    {
        foreach (var item in list)
        {
            if (item is not JsonObject { Count: > 0 } map)
            {
                text.Append(indent).Append("- ").Append(Single(item)).Append('\n');
                continue;
            }

            var inner = new StringBuilder();
            WriteMap(inner, map, indent + "  ");
            text.Append(indent).Append("- ").Append(inner, indent.Length + 2, inner.Length - indent.Length - 2);
        }
    }

    private static string Single(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray { Count: 0 } => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Scalar(value.GetValue<string>()),
        _ => value.ToJsonString(ResourceJson.Relaxed),
    };

    private static bool IsPlain(string text) =>
        text.Length > 0
        && text.All(c => !char.IsControl(c))
        && (char.IsLetter(text[0]) || text[0] is '/' or '_' || Length().IsMatch(text))
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && text[^1] is not (':' or ' ')
        && !MeansSomethingElse(text);

    [GeneratedRegex(@"^\d+[hms][0-9hms.]*\z")]
    private static partial Regex Length();

    private static bool MeansSomethingElse(string text) =>
        text.ToLower(CultureInfo.InvariantCulture) is "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n" or "nan" or "inf";
}
