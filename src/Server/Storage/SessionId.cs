using System.Diagnostics.CodeAnalysis;

namespace Hindsight.Server.Storage;

/// <summary>The id of a session and of its recording: a random UUID, written in lower case with dashes.</summary>
internal readonly record struct SessionId(Guid Value)
{
    /// <summary>A new id.</summary>
    public static SessionId Create() => new(Guid.NewGuid());

    /// <summary>Reads an id from outside; only the canonical form passes, so an id can't be a path.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId sid)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        sid = new SessionId(value);
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
