using System.Text.Json.Nodes;

namespace Hindsight.Server.Resources;

/// <summary>A person: roles, and traits that fill the templates in roles. Passwords are kept elsewhere.</summary>
internal sealed record ClusterUser : Resource
{
    /// <summary>The trait with the logins on desktops; <c>*</c> is any.</summary>
    internal const string DesktopLogins = "windows_logins";

    /// <summary>The trait with the logins on SSH hosts.</summary>
    internal const string HostLogins = "logins";

    /// <summary>The names of the roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What is known of the person.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Traits { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("user");

    /// <summary>A new user.</summary>
    internal static ClusterUser Create(string name, IReadOnlyList<string> roles, IReadOnlyDictionary<string, IReadOnlyList<string>> traits) =>
        new() { Name = name, Version = "v2", Roles = roles, Traits = traits };

    /// <summary>Reads a user's content.</summary>
    internal static ClusterUser Read(ResourceReading reading)
    {
        var spec = reading.Spec;
        const string external = "people sign in here: there are no other directories, so remove the key";
        foreach (var key in (string[])["oidc_identities", "saml_identities", "github_identities", "trusted_device_ids"])
            spec.Refuse(key, external);
        // What Teleport writes about a user and the server knows better.
        foreach (var key in (string[])["status", "created_by", "local_auth"])
            spec.Refuse(key, "the server keeps this itself: remove the key");
        if (!spec.Has("roles"))
            spec.Fault("roles", "spec lacks roles");
        return new ClusterUser
        {
            Name = reading.Name,
            Version = reading.Version,
            Description = reading.Description,
            Labels = reading.Labels,
            Expires = reading.Expires ?? spec.Time("expires"),
            Roles = [.. spec.Texts("roles").Distinct()],
            Traits = spec.TextLists("traits") ?? new Dictionary<string, IReadOnlyList<string>>(),
        };
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec() => new()
    {
        ["roles"] = RoleConditions.Texts(Roles),
        ["traits"] = new JsonObject(Traits.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create(t.Key, (JsonNode?)RoleConditions.Texts(t.Value)))),
    };
}
