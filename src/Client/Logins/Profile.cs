using System.Text.Json.Serialization;

namespace Hindsight.Client.Logins;

/// <summary>A login: the server, what makes it the right one, and the session's secret. Kept in a file for its owner only.</summary>
public sealed record Profile(string Proxy, string Cluster, string User, IReadOnlyList<string> Roles, DateTimeOffset Expires, string? CertificateSha256, string SessionSecret)
{
    /// <summary>The address of the server's pages.</summary>
    public Uri Address => new($"https://{Proxy}");

    /// <summary>A connection that is signed in.</summary>
    public UserClient Connect() => new(Address, CertificateSha256) { SessionSecret = SessionSecret };

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{User} at {Proxy}";
}

[JsonSerializable(typeof(Profile))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true)]
internal sealed partial class ProfileJson : JsonSerializerContext;
