using System.Text.Json.Nodes;
using Hindsight.Server.Http;

namespace Hindsight.Server.Resources;

/// <summary>Keeps somebody or something out, and ends what runs. All that its target names must be the case.</summary>
internal sealed record AccessLock : Resource
{
    private static readonly Dictionary<string, string> NoTargets = new()
    {
        ["mfa_device"] = "devices are not told apart: lock the user",
        ["device"] = "devices are not told apart: lock the user",
        ["access_request"] = "there are no access requests: lock the user or the role",
        ["linux_desktop"] = "desktops of every kind are windows_desktop here: write windows_desktop",
        ["bot_instance_id"] = "there are no bots: remove the key",
        ["join_token"] = "nothing joins this server: remove the key",
    };

    /// <summary>A user's name.</summary>
    public string? User { get; init; }

    /// <summary>A role's name: everybody who has it.</summary>
    public string? Role { get; init; }

    /// <summary>A login on desktops and hosts.</summary>
    public string? Login { get; init; }

    /// <summary>A desktop's name.</summary>
    public string? Desktop { get; init; }

    /// <summary>An SSH host's name.</summary>
    public string? Node { get; init; }

    /// <summary>What those who are kept out are told.</summary>
    public string? Message { get; init; }

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("lock");

    /// <summary>What it locks, in words.</summary>
    internal string Target => string.Join(" and ", Targets().Select(t => $"{t.Key.Replace('_', ' ')} {t.Value}"));

    /// <summary>Reads a lock's content.</summary>
    internal static AccessLock Read(ResourceReading reading)
    {
        var spec = reading.Spec;
        var target = spec.Section("target");
        foreach (var (key, sentence) in NoTargets)
            target.Refuse(key, sentence);
        string? Name(string key) => target.Text(key, text => text.Length is > 0 and <= 256 ? null : "a name has 1 to 256 characters");
        var result = new AccessLock
        {
            Name = reading.Name,
            Version = reading.Version,
            Description = reading.Description,
            Labels = reading.Labels,
            User = Name("user"),
            Role = Name("role"),
            Login = Name("login"),
            Desktop = Name("windows_desktop"),
            Node = Name("server_id") ?? Name("node"),
            Message = spec.Text("message", text => text.Length <= 1024 ? null : "it is longer than 1024 characters"),
            Expires = spec.Time("expires") ?? reading.Expires,
        };
        spec.Text("created_at");
        spec.Text("created_by");
        if (!result.Targets().Any())
            target.Fault("user", "spec.target names nothing: name a user, a role, a login, a windows_desktop or a server_id");
        target.Done();
        return result;
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec()
    {
        var spec = new JsonObject { ["target"] = new JsonObject(Targets().Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))) };
        if (Message is not null)
            spec["message"] = Message;
        if (Expires is { } expires)
            spec["expires"] = Rfc3339.Format(expires);
        return spec;
    }

    private IEnumerable<KeyValuePair<string, string>> Targets() =>
        from target in (KeyValuePair<string, string?>[])
        [
            new("user", User), new("role", Role), new("login", Login), new("windows_desktop", Desktop), new("server_id", Node),
        ]
        where target.Value is not null
        select KeyValuePair.Create(target.Key, target.Value!);
}
