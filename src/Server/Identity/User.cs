namespace Hindsight.Server.Identity;

/// <summary>A local user.</summary>
internal sealed record User(string Name, string PasswordHash, IReadOnlyList<string> Roles, DateTimeOffset Created, string CreatedBy, DateTimeOffset PasswordChanged)
{
    /// <summary>The name alone: the hash is nobody's business.</summary>
    public override string ToString() => Name;
}
