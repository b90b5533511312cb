namespace Hindsight.Server.Configuration;

/// <summary>A value of a YAML document, with its place in the text.</summary>
internal abstract record YamlValue(int Line, int Column);

/// <summary>A single value. Whether it was quoted decides if it can be "nothing".</summary>
internal sealed record YamlScalar(int Line, int Column, string Text, bool Plain) : YamlValue(Line, Column)
{
    /// <summary>An empty place, <c>~</c> or <c>null</c>.</summary>
    internal bool IsNothing => Plain && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record YamlList(int Line, int Column, IReadOnlyList<YamlValue> Items) : YamlValue(Line, Column);

/// <summary>Keys with their values, in the order of the text; a key may be there twice.</summary>
internal sealed record YamlMap(int Line, int Column, IReadOnlyList<(YamlScalar Key, YamlValue Value)> Pairs) : YamlValue(Line, Column);
