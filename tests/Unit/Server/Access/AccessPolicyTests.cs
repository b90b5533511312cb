using Hindsight.Server.Access;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Access;

/// <summary>What the preset roles allow, and what rules say about recordings and resources.</summary>
public sealed class AccessPolicyTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> AnyLogin = new() { ["windows_logins"] = ["*"] };

    [Theory]
    [InlineData("access", true)]
    [InlineData("access,auditor", true)]
    [InlineData("auditor", false)]
    [InlineData("editor", false)]
    [InlineData("", false)]
    [InlineData("no-such-role", false)]
    public void Of_the_presets_only_access_opens_desktops(string roles, bool allowed)
    {
        var decision = Policy().CanConnect(Subject(roles), Roles.Desktop("d1"), "anyone");
        Assert.Equal(allowed, decision.Allowed);
        Assert.Equal(allowed, Policy().CanSee(Subject(roles), Roles.Desktop("d1")).Allowed);
        Assert.Equal(allowed, Policy().Clipboard(Subject(roles), Roles.Desktop("d1")).Allowed);
        Assert.Contains(allowed ? "the role access" : "None of your roles", decision.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access", true, false)]
    [InlineData("auditor", true, true)]
    [InlineData("access,auditor", true, true)]
    [InlineData("auditor,access", true, true)]
    [InlineData("editor", false, false)]
    [InlineData("", false, false)]
    public void Of_the_presets_access_shows_own_recordings_and_auditor_all(string roles, bool own, bool others)
    {
        Assert.Equal(!own, Policy().CanListRecordings(Subject(roles)).None);
        Assert.Equal(own, Policy().CanPlay(Subject(roles), Session("alice")).Allowed);
        Assert.Equal(others, Policy().CanPlay(Subject(roles), Session("bob")).Allowed);
        Assert.Equal(others, Policy().CanPlay(Subject(roles), Session("Alice")).Allowed);
    }

    [Theory]
    [InlineData("access", true)]
    [InlineData("auditor", true)]
    [InlineData("editor", true)]
    [InlineData("", false)]
    public void The_presets_read_the_audit_log(string roles, bool allowed) =>
        Assert.Equal(allowed, Policy().CanReadAudit(Subject(roles)).Allowed);

    [Theory]
    [InlineData("editor", "role", "update", true)]
    [InlineData("editor", "session_recording_config", "update", true)]
    [InlineData("editor", "lock", "delete", true)]
    [InlineData("editor", "session", "read", false)]
    [InlineData("auditor", "role", "read", false)]
    [InlineData("access", "role", "read", false)]
    [InlineData("auditor", "session_tracker", "list", true)]
    public void The_presets_change_what_Teleports_do(string roles, string kind, string verb, bool allowed) =>
        Assert.Equal(allowed, Policy().CanDo(Subject(roles), kind, verb, null).Allowed);

    [Theory]
    // list without read shows the list and plays nothing; read without list plays what is known.
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list]}]}}", true, false, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [read]}]}}", false, true, true)]
    [InlineData("{allow: {rules: [{resources: ['*'], verbs: ['*']}]}}", true, true, true)]
    [InlineData("{allow: {rules: [{resources: [event], verbs: [list, read]}]}}", false, false, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'contains(session.participants, user.metadata.name)'}]}}", true, true, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'equals(session.desktop_name, \"d1\")'}]}}", true, true, true)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'has_prefix(session.user, \"bo\")'}]}}", true, false, true)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'equals(user.metadata.name, \"bob\")'}]}}", false, false, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'contains(user.spec.roles, \"a\")'}]}}", true, true, true)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'contains(user.spec.traits[\"team\"], \"x\")'}]}}", false, false, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read]}]}, deny: {rules: [{resources: [session], verbs: [read]}]}}", true, false, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read]}]}} + {deny: {rules: [{resources: ['*'], verbs: ['*']}]}}", false, false, false)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read]}]}} + {deny: {rules: [{resources: [session], verbs: ['*'], where: 'contains(session.participants, user.metadata.name)'}]}}", true, false, true)]
    [InlineData("{allow: {rules: [{resources: [session], verbs: [list, read], where: 'contains(session.participants, user.metadata.name)'}]}} + {allow: {rules: [{resources: [session], verbs: [read]}]}}", true, true, true)]
    public void Rules_on_sessions_decide_about_recordings(string specs, bool lists, bool own, bool others)
    {
        var (policy, subject) = Roles.Policy(specs);
        Assert.Equal(lists, !policy.CanListRecordings(subject).None);
        Assert.Equal(own, policy.CanPlay(subject, Session("alice")).Allowed);
        Assert.Equal(others, policy.CanPlay(subject, Session("bob")).Allowed);
    }

    [Theory]
    [InlineData("equals(resource.metadata.name, \"small\")", true, false)]
    [InlineData("equals(resource.metadata.labels[\"team\"], \"a\")", true, false)]
    [InlineData("has_prefix(resource.metadata.name, \"s\") || equals(resource.kind, \"user\")", true, false)]
    [InlineData("!equals(resource.metadata.name, \"small\")", false, true)]
    public void Rules_on_resources_look_at_them(string where, bool small, bool large)
    {
        var (policy, subject) = Roles.Policy($"{{allow: {{rules: [{{resources: [role], verbs: [update], where: '{where}'}}]}}}}");
        Assert.Equal(small, policy.CanDo(subject, "role", "update", new Role { Name = "small", Version = "v7", Labels = new Dictionary<string, string> { ["team"] = "a" } }).Allowed);
        Assert.Equal(large, policy.CanDo(subject, "role", "update", new Role { Name = "large", Version = "v7" }).Allowed);
        Assert.False(policy.CanDo(subject, "role", "delete", new Role { Name = "small", Version = "v7" }).Allowed);
    }

    [Fact]
    public void A_decision_is_made_by_the_roles_as_they_are_now()
    {
        var clock = new TestClock();
        var resources = ClusterResources.Of(clock, [.. Presets.All, ClusterUser.Create("alice", ["auditor"], AnyLogin)]);
        var policy = new AccessPolicy(resources);
        var changed = policy.Changed;
        Assert.False(policy.CanSee(policy.FindSubject("alice")!, Roles.Desktop("d1")).Allowed);
        resources.Put([new StoredResource(ClusterUser.Create("alice", ["access"], AnyLogin), ResourceOrigin.Dynamic, "2", clock.GetUtcNow(), "", clock.GetUtcNow(), "")]);
        Assert.True(changed.IsCompleted);
        Assert.True(policy.CanSee(policy.FindSubject("alice")!, Roles.Desktop("d1")).Allowed);
        resources.Remove(ResourceKind.Of("user"), "alice");
        Assert.Null(policy.FindSubject("alice"));
    }

    private static SessionFacts Session(string user) => new("0b0c6a44-70dc-4be8-9308-7b7901d2d600", "desktop", user, "d1", "Administrator");

    private static Subject Subject(string roles) => new("alice", roles.Split(',', StringSplitOptions.RemoveEmptyEntries)) { Traits = AnyLogin };

    private static AccessPolicy Policy() => new(ClusterResources.Of(new TestClock(), Presets.All));
}
