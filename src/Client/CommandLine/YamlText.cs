using System.Text;
using System.Text.Json.Nodes;

namespace Hindsight.Client.CommandLine;

/// <summary>Writes JSON values as YAML in its block style. Texts stay quoted as in JSON, which YAML understands.</summary>
public static class YamlText
{
    /// <summary>The document.</summary>
    public static string Of(JsonNode value)
    {
        var text = new StringBuilder();
        Write(text, value, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (key, item) in map)
                    WriteItem(text, $"{indent}{key}:", item, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list:
                foreach (var item in list)
                    WriteItem(text, $"{indent}-", item, indent + "  ");
                break;
            default:
                text.Append(indent).AppendLine(value?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteItem(StringBuilder text, string start, JsonNode? item, string indent)
    {
        if (item is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            text.AppendLine(start);
            Write(text, item, indent);
        }
        else
        {
            text.Append(start).Append(' ').AppendLine(item?.ToJsonString() ?? "null");
        }
    }
}
