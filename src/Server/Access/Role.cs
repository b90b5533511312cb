namespace Hindsight.Server.Access;

/// <summary>What a role allows and asks for.</summary>
internal sealed record Role
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Whether desktops may be opened.</summary>
    public bool Desktops { get; init; }

    /// <summary>Whether it leaves the recording of desktop sessions on (<c>record_session.desktop</c>).</summary>
    public bool RecordDesktop { get; init; } = true;

    /// <summary>Whether it leaves the clipboard on (<c>desktop_clipboard</c>).</summary>
    public bool Clipboard { get; init; } = true;

    /// <summary>The recordings it shows.</summary>
    public RecordingsScope Recordings { get; init; }

    /// <summary>Whether the audit log may be read.</summary>
    public bool Audit { get; init; }
}
