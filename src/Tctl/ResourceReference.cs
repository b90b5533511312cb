namespace Hindsight.Tctl;

/// <summary>A resource, or all of a kind, as it is named on a command line: <c>role/access</c>, <c>roles</c>.</summary>
internal sealed record ResourceReference(string Kind, string? Name)
{
    /// <summary>Reads one.</summary>
    internal static ResourceReference Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(text.Trim(), null) : new(text[..slash].Trim(), text[(slash + 1)..].Trim() is { Length: > 0 } name ? name : null);
    }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? Kind : $"{Kind}/{Name}";
}
