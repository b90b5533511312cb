namespace Hindsight.Server.Identity;

/// <summary>What a local user signs in with; roles and traits are a resource.</summary>
internal sealed record User(string Name, string PasswordHash, DateTimeOffset PasswordChanged)
{
    /// <summary>The name alone: the hash is nobody's business.</summary>
    public override string ToString() => Name;
}
