namespace Hindsight.Server.Access;

/// <summary>Who asks: a user's name and roles as they were when the request came in.</summary>
internal sealed record Subject(string User, IReadOnlyList<string> Roles)
{
    /// <summary>What fills the templates in roles.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Traits { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The names of the roles, for sentences.</summary>
    internal string RoleNames => Roles.Count == 0 ? "there are none" : string.Join(", ", Roles);
}
