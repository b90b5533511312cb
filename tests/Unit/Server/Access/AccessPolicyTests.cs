using Hindsight.Server.Access;
using Hindsight.Server.Configuration;
using Xunit;

namespace Hindsight.Unit.Server.Access;

public sealed class AccessPolicyTests
{
    private static readonly DesktopTraits AnyLogin = new("d1", new Dictionary<string, string>(), []);
    private static readonly DesktopTraits TwoLogins = new("d2", new Dictionary<string, string>(), ["Administrator", "ops"]);

    [Theory]
    [InlineData("access", true)]
    [InlineData("access,auditor", true)]
    [InlineData("auditor", false)]
    [InlineData("editor", false)]
    [InlineData("", false)]
    [InlineData("no-such-role", false)]
    public void Only_the_role_access_opens_desktops(string roles, bool allowed)
    {
        var decision = Policy().CanConnect(Subject(roles), AnyLogin, "anyone");
        Assert.Equal(allowed, decision.Allowed);
        Assert.Equal(allowed, Policy().CanSee(Subject(roles), AnyLogin).Allowed);
        Assert.Equal(allowed, Policy().Clipboard(Subject(roles), AnyLogin).Allowed);
        Assert.Contains(allowed ? "the role access" : "None of your roles", decision.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Administrator", true)]
    [InlineData("administrator", true)]
    [InlineData("root", false)]
    [InlineData("", false)]
    public void A_desktop_may_name_its_logins(string login, bool allowed)
    {
        var decision = Policy().CanConnect(Subject("access"), TwoLogins, login);
        Assert.Equal(allowed, decision.Allowed);
        if (!allowed)
            Assert.Contains("Administrator, ops", decision.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node", "access", true, "the cluster's mode is node")]
    [InlineData("proxy-sync", "access,editor,auditor", true, "the cluster's mode is proxy-sync")]
    [InlineData("off", "access", false, "the cluster's mode is off")]
    [InlineData("node", "auditor,editor", false, "every role (auditor, editor) turns recording off")]
    [InlineData("node", "", false, "no role asks for a recording")]
    public void A_session_is_recorded_unless_the_cluster_or_every_role_says_no(string mode, string roles, bool on, string rule)
    {
        var decision = Policy(mode).RecordDesktop(Subject(roles));
        Assert.Equal(on, decision.On);
        Assert.Contains(rule, decision.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access", "Own", true, false)]
    [InlineData("auditor", "All", true, true)]
    [InlineData("access,auditor", "All", true, true)]
    [InlineData("auditor,access", "All", true, true)]
    [InlineData("editor", "None", false, false)]
    [InlineData("", "None", false, false)]
    public void Recordings_are_shown_by_roles(string roles, string scope, bool own, bool others)
    {
        Assert.Equal(scope, Policy().CanListRecordings(Subject(roles)).Scope.ToString());
        Assert.Equal(own, Policy().CanPlay(Subject(roles), "alice").Allowed);
        Assert.Equal(others, Policy().CanPlay(Subject(roles), "bob").Allowed);
        Assert.Equal(others, Policy().CanPlay(Subject(roles), "Alice").Allowed);
    }

    [Fact]
    public void What_may_be_played_is_what_is_listed()
    {
        foreach (var roles in new[] { "", "access", "auditor", "editor", "access,editor", "access,auditor,editor", "x" })
        {
            foreach (var owner in new[] { "alice", "bob" })
            {
                var scope = Policy().CanListRecordings(Subject(roles)).Scope;
                var listed = scope == RecordingsScope.All || (scope == RecordingsScope.Own && owner == "alice");
                Assert.Equal(listed, Policy().CanPlay(Subject(roles), owner).Allowed);
            }
        }
    }

    [Fact]
    public void One_role_without_the_clipboard_turns_it_off()
    {
        var roles = new[] { new Role { Name = "a", Description = "", Desktops = true }, new Role { Name = "b", Description = "", Clipboard = false } };
        var policy = new AccessPolicy(new ServerConfiguration(), roles);
        Assert.True(policy.Clipboard(Subject("a"), AnyLogin).Allowed);
        Assert.Equal(new AccessDecision(false, "the role b turns the clipboard off"), policy.Clipboard(Subject("a,b"), AnyLogin));
    }

    [Theory]
    [InlineData("access", true)]
    [InlineData("auditor", true)]
    [InlineData("editor", true)]
    [InlineData("", false)]
    public void The_audit_log_is_read_by_roles(string roles, bool allowed) =>
        Assert.Equal(allowed, Policy().CanReadAudit(Subject(roles)).Allowed);

    private static Subject Subject(string roles) => new("alice", roles.Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static AccessPolicy Policy(string mode = "node") => new(
        new ServerConfiguration { Auth = new AuthConfiguration { SessionRecording = (SessionRecordingMode)SessionRecordingModes.Names.ToList().IndexOf(mode) } },
        PresetRoles.All);
}
