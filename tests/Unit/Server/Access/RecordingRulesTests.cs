using Hindsight.Server.Access;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Access;

/// <summary>When sessions are recorded: the rows of Teleport's rules, for every version of roles.</summary>
public sealed class RecordingRulesTests
{
    private const string Off = "{options: {record_session: {desktop: false}}}";
    private const string On = "{options: {record_session: {desktop: true}}}";
    private const string Unset = "{options: {record_session: {}}}";
    private const string Absent = "{}";

    public static TheoryData<string> Versions => ["v3", "v4", "v5", "v6", "v7", "v8"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void One_role_that_leaves_it_on_records(string version)
    {
        foreach (var (specs, on) in ((string, bool)[])
        [
            ("", false),
            (On, true), (Unset, true), (Absent, true), (Off, false),
            ($"{Off} + {Off}", false), ($"{Off} + {On}", true), ($"{On} + {Off}", true), ($"{Off} + {Unset}", true), ($"{Off} + {Absent}", true),
            ($"{Off} + {Off} + {Absent}", true),
        ])
        {
            var (policy, subject) = Roles.Policy(specs, version);
            Assert.Equal((specs, on), (specs, policy.RecordDesktop(subject).On));
        }
    }

    [Fact]
    public void The_role_no_desktop_recording_alone_stops_it_and_with_another_does_not()
    {
        var off = Roles.Of("no_desktop_recording", "{options: {record_session: {desktop: false}}, allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: [ops]}}", "v4");
        var policy = new AccessPolicy(ClusterResources.Of(new TestClock(), [off, .. Presets.All]));
        var alone = policy.RecordDesktop(new Subject("alice", ["no_desktop_recording"]));
        Assert.Equal((false, "every role (no_desktop_recording) turns recording off"), (alone.On, alone.Rule));
        Assert.True(policy.CanConnect(new Subject("alice", ["no_desktop_recording"]), Roles.Desktop("d1", "env=prod"), "ops").Allowed);
        var both = policy.RecordDesktop(new Subject("alice", ["no_desktop_recording", "access"]));
        Assert.Equal((true, "the cluster's mode is node and the role access leaves recording on"), (both.On, both.Rule));
        Assert.False(policy.RecordDesktop(new Subject("alice", ["no_desktop_recording", "auditor", "editor"])).On);
    }

    [Theory]
    [InlineData("node", true)]
    [InlineData("node-sync", true)]
    [InlineData("proxy", true)]
    [InlineData("proxy-sync", true)]
    [InlineData("off", false)]
    public void The_clusters_mode_comes_first(string mode, bool on)
    {
        var config = Roles.Read($"kind: session_recording_config\nversion: v2\nspec: {{mode: {mode}}}\n");
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(On, config))
        {
            var decision = policy.RecordDesktop(subject);
            Assert.Equal(on, decision.On);
            Assert.StartsWith($"the cluster's mode is {mode}", decision.Rule, StringComparison.Ordinal);
            Assert.Equal([new RolePart("a", "asks for desktop recording (record_session.desktop: true)")], decision.Parts);
        }
    }

    [Theory]
    [InlineData("", "best_effort", "no role asks")]
    [InlineData("{}", "best_effort", "no role asks")]
    [InlineData("{options: {record_session: {ssh: strict}}}", "strict", "role a says ssh")]
    [InlineData("{options: {record_session: {ssh: best_effort}}} + {options: {record_session: {ssh: strict}}}", "strict", "role b says ssh")]
    [InlineData("{options: {record_session: {ssh: best_effort}}} + {options: {record_session: {default: strict}}}", "best_effort", "role a says ssh")]
    [InlineData("{options: {record_session: {ssh: best_effort, default: strict}}}", "best_effort", "role a says ssh")]
    [InlineData("{options: {record_session: {default: best_effort}}} + {options: {record_session: {default: strict}}}", "strict", "role b says default")]
    [InlineData("{options: {record_session: {default: best_effort}}}", "best_effort", "no role asks")]
    public void How_strictly_ssh_is_recorded(string specs, string expected, string rule)
    {
        foreach (var (_, subject) in Roles.PolicyOfEachVersion(specs))
        {
            var roles = specs.Split(" + ", StringSplitOptions.RemoveEmptyEntries).Select((spec, i) => Roles.Of(((char)('a' + i)).ToString(), spec)).ToDictionary(r => r.Name);
            var decided = RecordingRules.SshStrictness(RoleSet.Fetch(subject, name => roles.GetValueOrDefault(name)));
            Assert.Equal(expected, decided.Value.Name());
            Assert.Contains(rule, decided.Rule, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}", "strict", "strict", "the cluster's desktop_strictness is strict")]
    [InlineData("{}", "best_effort", "best_effort", "the cluster's desktop_strictness is best_effort")]
    [InlineData("{options: {record_session: {desktop_strictness: best_effort}}}", "strict", "best_effort", "the role a says desktop_strictness: best_effort")]
    [InlineData("{options: {record_session: {desktop_strictness: best_effort}}} + {options: {record_session: {desktop_strictness: strict}}}", "best_effort", "strict", "the role b says desktop_strictness: strict")]
    [InlineData("{options: {record_session: {desktop_strictness: best_effort}}} + {options: {record_session: {default: strict}}}", "strict", "best_effort", "the role a says desktop_strictness: best_effort")]
    [InlineData("{options: {record_session: {default: strict}}}", "best_effort", "strict", "the role a says default: strict")]
    [InlineData("{options: {record_session: {default: best_effort, ssh: strict}}}", "strict", "strict", "the cluster's desktop_strictness is strict")]
    public void How_strictly_desktops_are_recorded(string specs, string cluster, string expected, string rule)
    {
        var (policy, subject) = Roles.Policy(specs, Roles.Read($"kind: session_recording_config\nversion: v2\nspec: {{desktop_strictness: {cluster}}}\n"));
        var decided = policy.RecordDesktop(subject).Strictness;
        Assert.Equal((expected, rule), (decided.Value.Name(), decided.Rule));
    }
}
