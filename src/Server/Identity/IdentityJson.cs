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
internal sealed record SignedInAnswer(string User, IReadOnlyList<string> Roles, string CsrfToken, DateTimeOffset Expires, string ClusterName, string Version);

/// <summary>A user in the administrator's list.</summary>
internal sealed record UserAnswer(string Name, IReadOnlyList<string> Roles, DateTimeOffset Created, string CreatedBy);

/// <summary>All users.</summary>
internal sealed record UsersAnswer(IReadOnlyList<UserAnswer> Items);

/// <summary>A user to be added; without a password one is made.</summary>
internal sealed record AddUserRequest(string? Name, IReadOnlyList<string>? Roles, string? Password, IReadOnlyList<string>? WindowsLogins = null, IReadOnlyList<string>? Logins = null)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => $"new user {Name}";
}

/// <summary>A password to be set; without one it is made.</summary>
internal sealed record ResetUserRequest(string? Password)
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "new password";
}

/// <summary>The user's name, and the password when the server made it: this is the one time it is seen.</summary>
internal sealed record UserPasswordAnswer(string Name, string? Password)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}

[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignedInAnswer))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(AddUserRequest))]
[JsonSerializable(typeof(ResetUserRequest))]
[JsonSerializable(typeof(UserPasswordAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class IdentityJson : JsonSerializerContext;
