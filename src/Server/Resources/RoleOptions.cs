using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>A role's <c>options</c>; null is what the role does not say.</summary>
internal sealed record RoleOptions
{
    private const int MostSessions = 10_000;

    /// <summary>How long a sign-in lasts.</summary>
    public TimeSpan? MaxSessionTtl { get; init; }

    /// <summary>How long a session may be without input.</summary>
    public TimeSpan? ClientIdleTimeout { get; init; }

    /// <summary>Whether sessions end when the sign-in does.</summary>
    public bool? DisconnectExpiredCert { get; init; }

    /// <summary>Whether text may be copied to and from desktops.</summary>
    public bool? DesktopClipboard { get; init; }

    /// <summary>Sessions at once; 0 for any number.</summary>
    public int MaxSessions { get; init; }

    /// <summary>Connections at once, which are sessions here; 0 for any number.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Whether access stops when locks can't be looked up.</summary>
    public Strictness? Lock { get; init; }

    /// <summary>Whether desktop sessions are recorded.</summary>
    public bool? RecordDesktop { get; init; }

    /// <summary>What happens when recording fails, unless the next say otherwise.</summary>
    public Strictness? RecordDefault { get; init; }

    /// <summary>What happens when recording an SSH session fails.</summary>
    public Strictness? RecordSsh { get; init; }

    /// <summary>What happens when recording a desktop session fails. A key of ours.</summary>
    public Strictness? DesktopStrictness { get; init; }

    /// <summary>Reads the section.</summary>
    internal static RoleOptions Read(YamlSection section)
    {
        RefusedRoleKeys.Refuse(section);
        var record = section.Section("record_session");
        record.Refuse("k8s", "Kubernetes is not served: remove the key");
        var options = new RoleOptions
        {
            MaxSessionTtl = section.Duration("max_session_ttl"),
            ClientIdleTimeout = section.Duration("client_idle_timeout"),
            DisconnectExpiredCert = section.FlagOrNothing("disconnect_expired_cert"),
            DesktopClipboard = section.FlagOrNothing("desktop_clipboard"),
            MaxSessions = section.Number("max_sessions", 0, MostSessions, 0),
            MaxConnections = section.Number("max_connections", 0, MostSessions, 0),
            Lock = ReadStrictness(section, "lock"),
            RecordDesktop = record.FlagOrNothing("desktop"),
            RecordDefault = ReadStrictness(record, "default"),
            RecordSsh = ReadStrictness(record, "ssh"),
            DesktopStrictness = ReadStrictness(record, "desktop_strictness"),
        };
        record.Done();
        section.Done();
        return options;
    }

    /// <summary>The section as it is written; keys nobody set are left out.</summary>
    internal JsonObject Write()
    {
        var options = new JsonObject();
        Put(options, "client_idle_timeout", Text(ClientIdleTimeout));
        Put(options, "desktop_clipboard", Value(DesktopClipboard));
        Put(options, "disconnect_expired_cert", Value(DisconnectExpiredCert));
        Put(options, "lock", Text(Lock));
        Put(options, "max_connections", MaxConnections > 0 ? MaxConnections : null);
        Put(options, "max_session_ttl", Text(MaxSessionTtl));
        Put(options, "max_sessions", MaxSessions > 0 ? MaxSessions : null);
        var record = new JsonObject();
        Put(record, "default", Text(RecordDefault));
        Put(record, "desktop", Value(RecordDesktop));
        Put(record, "desktop_strictness", Text(DesktopStrictness));
        Put(record, "ssh", Text(RecordSsh));
        if (record.Count > 0)
            options["record_session"] = record;
        return options;
    }

    /// <summary>A strictness, or null when the key is missing.</summary>
    internal static Strictness? ReadStrictness(YamlSection section, string key) =>
        section.Has(key) ? (Strictness)section.Choice(key, StrictnessNames.Names, 0) : Nothing(section, key);

    private static Strictness? Nothing(YamlSection section, string key)
    {
        section.Text(key);
        return null;
    }

    private static void Put(JsonObject map, string key, JsonNode? value)
    {
        if (value is not null)
            map[key] = value;
    }

    private static JsonValue? Text(TimeSpan? time) => time is { } value ? JsonValue.Create(GoDuration.Format(value)) : null;

    private static JsonValue? Text(Strictness? strictness) => strictness is { } value ? JsonValue.Create(value.Name()) : null;

    private static JsonValue? Value(bool? flag) => flag is { } value ? JsonValue.Create(value) : null;
}
