using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hindsight.Server.Configuration;

/// <summary>Reads one YAML document into values that know their place.</summary>
internal sealed class YamlReader
{
    // Deeper than any key we have; keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 32;

    private readonly Parser _parser;
    private readonly Dictionary<string, YamlValue> _anchors = [];

    private YamlReader(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The document, null when it is empty; or what keeps it from being read.</summary>
    internal static (YamlValue? Value, ConfigurationProblem? Problem) Read(string text)
    {
        var (documents, problem) = ReadAll(text);
        return documents switch
        {
            { Count: > 1 } => (null, new ConfigurationProblem(documents[1].Line, documents[1].Column, "this is not YAML: there is a second document: keep one")),
            [var only] => (only, problem),
            _ => (null, problem),
        };
    }

    /// <summary>All documents of a text, without those that are empty; or what keeps them from being read.</summary>
    internal static (IReadOnlyList<YamlValue> Documents, ConfigurationProblem? Problem) ReadAll(string text)
    {
        try
        {
            return (new YamlReader(text).ReadDocuments(), null);
        }
        catch (YamlException e)
        {
            var reason = (e.InnerException as YamlException ?? e).Message;
            return ([], new ConfigurationProblem((int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column), $"this is not YAML: {char.ToLowerInvariant(reason[0])}{reason[1..].TrimEnd('.')}"));
        }
    }

    private List<YamlValue> ReadDocuments()
    {
        var documents = new List<YamlValue>();
        _parser.Consume<StreamStart>();
        while (!_parser.Accept<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            var value = ReadValue(0);
            _parser.Consume<DocumentEnd>();
            _anchors.Clear();
            if (value is not YamlScalar { IsNothing: true })
                documents.Add(value);
        }

        return documents;
    }

    private YamlValue ReadValue(int depth)
    {
        var next = _parser.Current ?? throw new YamlException("the text ends too early");
        if (depth > DeepestNesting)
            throw new YamlException(next.Start, next.End, $"it is nested deeper than {DeepestNesting} levels");
        var (line, column) = ((int)next.Start.Line, (int)next.Start.Column);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return _anchors.TryGetValue(alias.Value.Value, out var known) ? known : throw new YamlException(alias.Start, alias.End, $"nothing is anchored as {alias.Value}");
        var anchor = (next as NodeEvent)?.Anchor ?? AnchorName.Empty;
        YamlValue value;
        if (_parser.TryConsume<Scalar>(out var scalar))
            value = new YamlScalar(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain);
        else if (_parser.TryConsume<SequenceStart>(out _))
            value = new YamlList(line, column, ReadItems(depth));
        else
            value = new YamlMap(line, column, ReadPairs(depth));
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = value;
        return value;
    }

    private List<YamlValue> ReadItems(int depth)
    {
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue(depth + 1));
        return items;
    }

    private List<(YamlScalar Key, YamlValue Value)> ReadPairs(int depth)
    {
        _parser.Consume<MappingStart>();
        var pairs = new List<(YamlScalar, YamlValue)>();
        while (!_parser.TryConsume<MappingEnd>(out var end))
        {
            var start = _parser.Current!;
            var key = ReadValue(depth + 1) as YamlScalar ?? throw new YamlException(start.Start, start.End, "a key is a list or a map: write a name");
            pairs.Add((key, ReadValue(depth + 1)));
        }

        return pairs;
    }
}
