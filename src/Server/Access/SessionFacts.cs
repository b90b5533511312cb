namespace Hindsight.Server.Access;

/// <summary>What conditions see of a session, by Teleport's names of its end event.</summary>
/// <param name="Sid">Its id.</param>
/// <param name="Kind">What it connected to; <c>desktop</c>.</param>
/// <param name="User">Who connected, and so its one participant.</param>
/// <param name="Target">The desktop's name.</param>
/// <param name="Login">The account on the desktop.</param>
internal sealed record SessionFacts(string Sid, string Kind, string User, string Target, string Login)
{
    /// <summary>The names of a session's fields that are the user, the target, the login, the id and the kind.</summary>
    internal static readonly IReadOnlyDictionary<string, SessionField> Fields = new Dictionary<string, SessionField>
    {
        ["participants"] = SessionField.User,
        ["user"] = SessionField.User,
        ["desktop_name"] = SessionField.Target,
        ["server_hostname"] = SessionField.Target,
        ["login"] = SessionField.Login,
        ["windows_user"] = SessionField.Login,
        ["sid"] = SessionField.Sid,
        ["session_type"] = SessionField.Kind,
    };

    /// <summary>The field a condition names, or null when sessions have none of that name.</summary>
    internal static SessionField? FieldOf(IReadOnlyList<string> path) =>
        path is ["session", var name] && Fields.TryGetValue(name, out var field) ? field : null;

    /// <summary>The texts of a field.</summary>
    internal IReadOnlyList<string>? Read(IReadOnlyList<string> path) => FieldOf(path) switch
    {
        SessionField.User => [User],
        SessionField.Target => [Target],
        SessionField.Login => [Login],
        SessionField.Sid => [Sid],
        SessionField.Kind => [Kind],
        _ => null,
    };
}

/// <summary>A column of what is known of a session.</summary>
internal enum SessionField
{
    /// <summary>Its id.</summary>
    Sid,

    /// <summary>What it connected to.</summary>
    Kind,

    /// <summary>Who connected.</summary>
    User,

    /// <summary>The desktop's name.</summary>
    Target,

    /// <summary>The account on the desktop.</summary>
    Login,
}
