using System.Text;
using System.Text.Json;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>Reads JSON into the same values as YAML, with their places, so that one reader checks both.</summary>
internal static class JsonValues
{
    private const int DeepestNesting = 32;

    /// <summary>The objects of a JSON text: one, several one after another, or a list; or what keeps it from being read.</summary>
    internal static (IReadOnlyList<YamlValue> Documents, ConfigurationProblem? Problem) ReadAll(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestNesting, AllowMultipleValues = true });
        var lines = LineStarts(utf8);
        var documents = new List<YamlValue>();
        try
        {
            while (reader.Read())
            {
                var value = ReadValue(ref reader, lines);
                documents.AddRange(value is YamlList list ? list.Items : [value]);
            }

            return (documents, null);
        }
        catch (JsonException e)
        {
            return ([], new ConfigurationProblem((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "this is not JSON: check the commas, quotes and braces near here"));
        }
    }

    private static YamlValue ReadValue(ref Utf8JsonReader reader, List<int> lines)
    {
        var (line, column) = Place(lines, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var pairs = new List<(YamlScalar, YamlValue)>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var (keyLine, keyColumn) = Place(lines, (int)reader.TokenStartIndex);
                    var key = new YamlScalar(keyLine, keyColumn, reader.GetString()!, Plain: false);
                    reader.Read();
                    pairs.Add((key, ReadValue(ref reader, lines)));
                }

                return new YamlMap(line, column, pairs);
            case JsonTokenType.StartArray:
                var items = new List<YamlValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue(ref reader, lines));
                return new YamlList(line, column, items);
            case JsonTokenType.String:
                return new YamlScalar(line, column, reader.GetString()!, Plain: false);
            default:
                return new YamlScalar(line, column, Encoding.UTF8.GetString(reader.ValueSpan), Plain: true);
        }
    }

    /// <summary>Line and column of a byte, counted from 1.</summary>
    private static (int Line, int Column) Place(List<int> lines, int at)
    {
        var found = lines.BinarySearch(at);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, at - lines[line] + 1);
    }

    private static List<int> LineStarts(byte[] utf8)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == '\n')
                starts.Add(i + 1);
        }

        return starts;
    }
}
