namespace Hindsight.Server.Configuration;

/// <summary>
/// Reads the keys of one map. Whoever reads asks for each key once; what was not asked for when
/// <see cref="Done"/> is called is unknown. Faults are gathered and the default is given instead, so that all of a
/// file's faults are found at once.
/// </summary>
internal sealed partial class YamlSection
{
    private readonly Dictionary<string, (YamlScalar Key, YamlValue Value)> _values = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<ConfigurationProblem> _problems;

    internal YamlSection(YamlMap? map, YamlValue place, string path, List<ConfigurationProblem> problems)
    {
        Place = place;
        Path = path;
        _problems = problems;
        foreach (var pair in map?.Pairs ?? [])
        {
            if (!_values.TryAdd(pair.Key.Text, pair))
                Fault(pair.Key, $"{In(pair.Key.Text)} is there twice: keep one");
        }
    }

    /// <summary>Where the section is, for faults of the whole of it.</summary>
    internal YamlValue Place { get; }

    /// <summary>The dotted name of the section; empty for the document.</summary>
    internal string Path { get; }

    /// <summary>A section inside this one; an empty one when it is missing.</summary>
    internal YamlSection Section(string key)
    {
        var value = Take(key);
        if (value is not (null or YamlMap))
            Fault(value, $"{In(key)} must be a section with keys of its own");
        return new YamlSection(value as YamlMap, value ?? Place, In(key), _problems);
    }

    /// <summary>A list of sections.</summary>
    internal IEnumerable<YamlSection> Sections(string key)
    {
        var index = 0;
        foreach (var item in List(key, "a list, each of whose items begins with a dash"))
        {
            var path = $"{In(key)}[{index++}]";
            if (item is YamlMap map)
                yield return new YamlSection(map, item, path, _problems);
            else
                Fault(item, $"{path} must be a section with keys of its own");
        }
    }

    /// <summary>A text, or null when it is missing or at fault; <paramref name="check"/> says what is wrong with it.</summary>
    internal string? Text(string key, Func<string, string?>? check = null)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                if (check?.Invoke(scalar.Text) is not { } wrong)
                    return scalar.Text;
                Fault(scalar, $"{In(key)}: {wrong}");
                return null;
            case var other:
                Fault(other, $"{In(key)} must be a single value");
                return null;
        }
    }

    /// <summary>A text that is made into something else; null when it can't be, or when it is missing.</summary>
    internal T? Parsed<T>(string key, Func<string, T?> parse, string rule, bool required = false)
        where T : class
    {
        if (required && !Has(key))
            Fault(Place, $"{Path} lacks {key}");
        T? result = null;
        Text(key, text => (result = parse(text)) is null ? $"\"{text}\" is not {rule}" : null);
        return result;
    }

    /// <summary>Yes or no, in any of YAML's words for it.</summary>
    internal bool Flag(string key, bool usual)
    {
        var result = usual;
        Text(key, text =>
        {
            bool? flag = text.ToLowerInvariant() switch
            {
                "yes" or "true" or "on" or "y" => true,
                "no" or "false" or "off" or "n" => false,
                _ => null,
            };
            result = flag ?? usual;
            return flag is null ? $"\"{text}\" is neither yes nor no" : null;
        });
        return result;
    }

    /// <summary>One of some names; gives its place among them.</summary>
    internal int Choice(string key, IReadOnlyList<string> names, int usual)
    {
        var result = usual;
        Text(key, text =>
        {
            var found = names.ToList().FindIndex(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            result = found < 0 ? usual : found;
            return found < 0 ? $"\"{text}\" is not one of {string.Join(", ", names)}{DidYouMean.Hint(text, names)}" : null;
        });
        return result;
    }

    /// <summary>A list of texts; a single text is a list of one.</summary>
    internal IReadOnlyList<string> Texts(string key)
    {
        if (_values.TryGetValue(key, out var pair) && pair.Value is YamlScalar { IsNothing: false } single)
        {
            Take(key);
            return [single.Text];
        }

        var texts = new List<string>();
        foreach (var item in List(key, "a list of texts"))
        {
            if (item is YamlScalar { IsNothing: false } scalar)
                texts.Add(scalar.Text);
            else
                Fault(item, $"{In(key)} must be a list of texts");
        }

        return texts;
    }

    /// <summary>Names with texts, such as labels.</summary>
    internal IReadOnlyDictionary<string, string> Labels(string key)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var value = Take(key);
        if (value is not (null or YamlMap))
            Fault(value, $"{In(key)} must be a section of names with texts");
        foreach (var (name, text) in (value as YamlMap)?.Pairs ?? [])
        {
            if (text is not YamlScalar scalar)
                Fault(text, $"{In(key)}.{name.Text} must be a single value");
            else if (!labels.TryAdd(name.Text, scalar.Text))
                Fault(name, $"{In(key)}.{name.Text} is there twice: keep one");
        }

        return labels;
    }

    /// <summary>Says why a key that is known elsewhere has no place here, when it is there.</summary>
    internal void Refuse(string key, string sentence)
    {
        if (_values.TryGetValue(key, out var pair) && _known.Add(key))
            Fault(pair.Key, $"{In(key)}: {sentence}");
    }

    /// <summary>Reports what nobody asked for.</summary>
    internal void Done()
    {
        foreach (var (key, _) in _values.Values.Where(v => !_known.Contains(v.Key.Text)))
            Fault(key, $"unknown key \"{key.Text}\"{(Path.Length > 0 ? $" in {Path}" : "")}{DidYouMean.Hint(key.Text, _known)}");
    }

    /// <summary>Whether a key is there with a value.</summary>
    internal bool Has(string key) => _values.TryGetValue(key, out var pair) && pair.Value is not YamlScalar { IsNothing: true };

    /// <summary>Notes a fault of a key's value, or of the section when the key is missing.</summary>
    internal void Fault(string key, string message) => Fault(_values.TryGetValue(key, out var pair) ? pair.Value : Place, message);

    private void Fault(YamlValue at, string message) => _problems.Add(new ConfigurationProblem(at.Line, at.Column, message));

    private string In(string key) => Path.Length > 0 ? $"{Path}.{key}" : key;

    private YamlValue? Take(string key)
    {
        _known.Add(key);
        return _values.TryGetValue(key, out var pair) && pair.Value is not YamlScalar { IsNothing: true } ? pair.Value : null;
    }

    private IReadOnlyList<YamlValue> List(string key, string rule)
    {
        var value = Take(key);
        if (value is not (null or YamlList))
            Fault(value, $"{In(key)} must be {rule}");
        return (value as YamlList)?.Items ?? [];
    }
}
