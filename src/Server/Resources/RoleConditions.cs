using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>A role's <c>allow</c> or <c>deny</c>.</summary>
internal sealed record RoleConditions
{
    private const int MostEntries = 1000;

    /// <summary>Desktops, by their labels; null when the role does not say.</summary>
    public LabelMatchers? DesktopLabels { get; init; }

    /// <summary>Logins on desktops, with templates such as <c>{{internal.windows_logins}}</c>.</summary>
    public IReadOnlyList<string> DesktopLogins { get; init; } = [];

    /// <summary>SSH hosts, by their labels; null when the role does not say.</summary>
    public LabelMatchers? NodeLabels { get; init; }

    /// <summary>Logins on SSH hosts, with templates.</summary>
    public IReadOnlyList<string> Logins { get; init; } = [];

    /// <summary>What may be done with resources.</summary>
    public IReadOnlyList<RoleRule> Rules { get; init; } = [];

    /// <summary>Reads the section.</summary>
    internal static RoleConditions Read(YamlSection section, bool allows)
    {
        RefusedRoleKeys.Refuse(section);
        var conditions = new RoleConditions
        {
            DesktopLabels = LabelMatchers.Read(section, "windows_desktop_labels"),
            DesktopLogins = ReadLogins(section, "windows_desktop_logins", allows),
            NodeLabels = LabelMatchers.Read(section, "node_labels"),
            Logins = ReadLogins(section, "logins", allows),
            Rules = [.. section.Sections("rules").Select(RoleRule.Read)],
        };
        section.Done();
        return conditions;
    }

    /// <summary>The section as it is written; empty keys are left out.</summary>
    internal JsonObject Write()
    {
        var conditions = new JsonObject();
        if (Logins.Count > 0)
            conditions["logins"] = Texts(Logins);
        if (NodeLabels is not null)
            conditions["node_labels"] = NodeLabels.Write();
        if (Rules.Count > 0)
            conditions["rules"] = new JsonArray([.. Rules.Select(r => r.Write())]);
        if (DesktopLabels is not null)
            conditions["windows_desktop_labels"] = DesktopLabels.Write();
        if (DesktopLogins.Count > 0)
            conditions["windows_desktop_logins"] = Texts(DesktopLogins);
        return conditions;
    }

    /// <summary>A list of texts.</summary>
    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static IReadOnlyList<string> ReadLogins(YamlSection section, string key, bool allows)
    {
        var logins = section.Texts(key);
        if (logins.Count > MostEntries)
            section.Fault(key, $"{section.Path}.{key}: there are more than {MostEntries}");
        foreach (var login in logins)
        {
            if (login.Length is 0 or > 256)
                section.Fault(key, $"{section.Path}.{key}: a login has 1 to 256 characters");
            else if (TraitTemplate.Fault(login) is { } fault)
                section.Fault(key, $"{section.Path}.{key}: \"{login}\" {fault}");
            else if (allows && key == "logins" && login == "*")
                section.Fault(key, $"{section.Path}.{key}: \"*\" is no login of an SSH host: name the logins");
        }

        return logins;
    }
}
