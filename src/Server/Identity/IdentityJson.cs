using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;

namespace Hindsight.Server.Identity;

/// <summary>What the sign-in page sends.</summary>
internal sealed record SignInRequest(string? User, string? Password)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => $"sign-in of {User}";
}

/// <summary>What a signed-in page knows about itself.</summary>
internal sealed record SignedInAnswer(string User, IReadOnlyList<string> Roles, string CsrfToken, DateTimeOffset Expires, string ClusterName, string Version, IReadOnlyList<string> Manages);

/// <summary>A user in the administrator's list.</summary>
internal sealed record UserAnswer(string Name, IReadOnlyList<string> Roles, DateTimeOffset Created, string CreatedBy);

/// <summary>All users.</summary>
internal sealed record UsersAnswer(IReadOnlyList<UserAnswer> Items);

/// <summary>A user to be added; without a password they get a link to choose one.</summary>
internal sealed record AddUserRequest(string? Name, IReadOnlyList<string>? Roles, string? Password, IReadOnlyList<string>? WindowsLogins = null, IReadOnlyList<string>? Logins = null, long? TtlMs = null)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => $"new user {Name}";
}

/// <summary>A password to be set; without one a link is made to choose it.</summary>
internal sealed record ResetUserRequest(string? Password, long? TtlMs = null)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "new password";
}

/// <summary>The user's name, and the link to choose a password with: this is the one time it is seen.</summary>
internal sealed record UserLinkAnswer(string Name, string? Link = null, DateTimeOffset? Expires = null)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}

/// <summary>What a link's page begins with.</summary>
internal sealed record OpenLinkRequest(string? Token)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "link";
}

/// <summary>Whom a link is for, and what a password must be.</summary>
internal sealed record LinkAnswer(string User, string Kind, DateTimeOffset Expires, IReadOnlyList<string> PasswordRules);

/// <summary>The password that a link's holder chose.</summary>
internal sealed record UseLinkRequest(string? Token, string? Password)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "link and password";
}

/// <summary>One's own account.</summary>
internal sealed record AccountAnswer(string User, DateTimeOffset? PasswordChanged, IReadOnlyList<string> PasswordRules, AccountPolicy Policy, IReadOnlyList<AccountFactor> Factors, IReadOnlyList<AccountSession> Sessions);

/// <summary>Which second factors may be added, whether one must be there, and why passkeys don't work on this page.</summary>
internal sealed record AccountPolicy(bool Otp, bool Passkey, bool Required, bool Passwordless, string? PasskeyProblem);

/// <summary>A second factor of one's own; <see cref="Counts"/> unless the policy takes no such kind.</summary>
internal sealed record AccountFactor(string Id, string Kind, string Name, DateTimeOffset Created, DateTimeOffset? LastUsed, bool Counts);

/// <summary>Where one is signed in.</summary>
internal sealed record AccountSession(string Id, string Address, DateTimeOffset Created, DateTimeOffset LastSeen, DateTimeOffset Expires, bool Current);

/// <summary>The present password and the next.</summary>
internal sealed record ChangePasswordRequest(string? Current, string? New)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "another password";
}

[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignedInAnswer))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(AddUserRequest))]
[JsonSerializable(typeof(ResetUserRequest))]
[JsonSerializable(typeof(UserLinkAnswer))]
[JsonSerializable(typeof(OpenLinkRequest))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(UseLinkRequest))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class IdentityJson : JsonSerializerContext;
