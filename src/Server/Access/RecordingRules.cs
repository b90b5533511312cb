using Hindsight.Server.Configuration;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Access;

/// <summary>
/// Whether a session is recorded: the cluster's mode first, then the roles. One role that leaves recording on is
/// enough; all must turn it off to stop it; without roles there is no session to record.
/// </summary>
internal static class RecordingRules
{
    /// <summary>Whether a desktop session is recorded.</summary>
    internal static RecordDecision Desktop(RoleSet set, RecordingConfig config)
    {
        var parts = set.Roles.Select(r => new RolePart(r.Name, Part(r))).ToList();
        var strictness = DesktopStrictness(set, config);
        RecordDecision Decide(bool on, string rule) => new(on, rule, strictness, parts);
        if (config.Mode == SessionRecordingMode.Off)
            return Decide(false, "the cluster's mode is off");
        if (set.Roles.Count == 0)
            return Decide(false, "no role asks for a recording");
        return set.Roles.FirstOrDefault(r => r.Options.RecordDesktop != false) is { } role
            ? Decide(true, $"the cluster's mode is {config.Mode.Name()} and the role {role.Name} leaves recording on")
            : Decide(false, $"every role ({string.Join(", ", set.Roles.Select(r => r.Name))}) turns recording off");
    }

    /// <summary>
    /// What happens when a desktop session can't be recorded: by the roles' <c>desktop_strictness</c>, then their
    /// <c>default</c>, then the cluster's.
    /// </summary>
    internal static Decided<Strictness> DesktopStrictness(RoleSet set, RecordingConfig config) =>
        Combine(set, r => r.Options.DesktopStrictness, "desktop_strictness") ?? new(config.DesktopStrictness, $"the cluster's desktop_strictness is {config.DesktopStrictness.Name()}");

    /// <summary>What happens when an SSH session can't be recorded.</summary>
    internal static Decided<Strictness> SshStrictness(RoleSet set) =>
        Combine(set, r => r.Options.RecordSsh, "ssh") ?? new(Strictness.BestEffort, "no role asks for strict recording");

    /// <summary>The protocol's own key is looked at first: strict wins; then best effort, though another role's default be strict; then the defaults.</summary>
    private static Decided<Strictness>? Combine(RoleSet set, Func<Role, Strictness?> own, string key)
    {
        Decided<Strictness> Decide(Strictness strictness, Role role, string name) => new(strictness, $"the role {role.Name} says {name}: {strictness.Name()}");
        foreach (var strictness in (Strictness[])[Strictness.Strict, Strictness.BestEffort])
        {
            if (set.Roles.FirstOrDefault(r => own(r) == strictness) is { } role)
                return Decide(strictness, role, key);
        }

        return set.Roles.FirstOrDefault(r => r.Options.RecordDefault == Strictness.Strict) is { } strict ? Decide(Strictness.Strict, strict, "default") : null;
    }

    private static string Part(Role role)
    {
        var options = role.Options;
        List<string> says =
        [
            options.RecordDesktop switch
            {
                false => "turns desktop recording off (record_session.desktop: false)",
                true => "asks for desktop recording (record_session.desktop: true)",
                null => "leaves desktop recording on (record_session.desktop is not set)",
            },
        ];
        if (options.DesktopStrictness is { } strictness)
            says.Add($"desktop_strictness: {strictness.Name()}");
        if (options.RecordDefault is { } usual)
            says.Add($"default: {usual.Name()}");
        return string.Join(", ", says);
    }
}
