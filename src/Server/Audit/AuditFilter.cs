namespace Hindsight.Server.Audit;

/// <summary>Which events are wanted. What is null does not matter.</summary>
internal sealed record AuditFilter
{
    /// <summary>Every event.</summary>
    internal static readonly AuditFilter All = new();

    private const int LongestText = 256;

    /// <summary>Who did it.</summary>
    public string? User { get; init; }

    /// <summary>The name or the code of the event.</summary>
    public string? Event { get; init; }

    /// <summary>The session it belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>Reads <c>user</c>, <c>event</c> and <c>session</c> of a query.</summary>
    internal static AuditFilter Read(IQueryCollection query) => new() { User = Text(query, "user"), Event = Text(query, "event"), Session = Text(query, "session") };

    private static string? Text(IQueryCollection query, string key) =>
        query[key].ToString().Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestText)] : null;
}
