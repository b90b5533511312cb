using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;
using Hindsight.Server.Resources.Predicates;

namespace Hindsight.Server.Resources;

/// <summary>What a role says about actions on resources of some kinds.</summary>
/// <param name="Kinds">The kinds, or <c>*</c>.</param>
/// <param name="Verbs">The actions, or <c>*</c>.</param>
/// <param name="Where">When it holds.</param>
/// <param name="Condition">The text of <paramref name="Where"/>; null when it always holds.</param>
internal sealed record RoleRule(IReadOnlyList<string> Kinds, IReadOnlyList<string> Verbs, Expression Where, string? Condition)
{
    /// <summary>Actions.</summary>
    private static readonly string[] KnownVerbs = ["*", "list", "read", "readnosecrets", "create", "update", "delete", "rotate", "use"];

    /// <summary>Kinds that rules may name: ours, and those of Teleport's roles that nothing here belongs to.</summary>
    private static readonly string[] KnownKinds =
    [
        "*", "role", "user", "windows_desktop", "windows_desktop_service", "node", "session_recording_config", "cluster_auth_preference", "lock", "token",
        "session", "session_tracker", "event", "cluster_alert", "cluster_config", "cluster_name", "instance", "inventory", "auth_connector", "oidc", "saml",
        "github", "trusted_cluster", "remote_cluster", "cert_authority", "proxy", "auth_server", "tunnel_connection", "app", "app_server", "db", "db_server",
        "kube_cluster", "kube_server", "access_request", "ssh_session", "host_cert", "installer", "plugin", "ui_config", "cluster_networking_config",
        "cluster_maintenance_config", "network_restrictions", "dynamic_windows_desktop", "linux_desktop", "device", "connection_diagnostic", "integration",
        "discovery_config", "audit_query", "security_report", "access_list", "bot", "user_group", "license", "download", "usage", "namespace", "web_token",
    ];

    /// <summary>Whether it speaks of an action on a kind.</summary>
    internal bool Covers(string kind, string verb) =>
        (Kinds.Contains(kind, StringComparer.Ordinal) || Kinds.Contains("*")) && (Verbs.Contains(verb, StringComparer.Ordinal) || Verbs.Contains("*"));

    /// <summary>Reads a rule.</summary>
    internal static RoleRule Read(YamlSection section)
    {
        section.Refuse("actions", "rules have no actions here: remove the key");
        var kinds = Known(section, "resources", KnownKinds);
        var verbs = Known(section, "verbs", KnownVerbs);
        var where = Expression.Always;
        var condition = section.Text("where", text =>
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            try
            {
                where = ExpressionParser.Parse(text);
                return null;
            }
            catch (ExpressionException e)
            {
                // A rule without its condition would allow too much; the fault keeps it from being used at all.
                where = Expression.Never;
                return e.Message;
            }
        });
        section.Done();
        return new RoleRule(kinds, verbs, where, string.IsNullOrWhiteSpace(condition) ? null : condition);
    }

    /// <summary>The rule as it is written.</summary>
    internal JsonObject Write()
    {
        var rule = new JsonObject { ["resources"] = RoleConditions.Texts(Kinds), ["verbs"] = RoleConditions.Texts(Verbs) };
        if (Condition is not null)
            rule["where"] = Condition;
        return rule;
    }

    private static IReadOnlyList<string> Known(YamlSection section, string key, string[] known)
    {
        var texts = section.Texts(key);
        if (texts.Count == 0)
            section.Fault(key, $"{section.Path} lacks {key}");
        foreach (var unknown in texts.Where(t => !known.Contains(t)))
            section.Fault(key, $"{section.Path}.{key}: there is no {(key == "verbs" ? "verb" : "kind")} \"{unknown}\"{DidYouMean.Hint(unknown, known)}");
        return texts;
    }
}
