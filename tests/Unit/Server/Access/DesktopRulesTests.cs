using FsCheck;
using FsCheck.Fluent;
using Hindsight.Server.Access;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Access;

/// <summary>Who may open which desktop, and as whom.</summary>
public sealed class DesktopRulesTests
{
    private const string AnyLogin = "windows_desktop_logins: ['*']";

    [Theory]
    [InlineData("", "env=prod", false)]
    [InlineData("{}", "env=prod", false)]
    [InlineData("{allow: {windows_desktop_logins: ['*']}}", "env=prod", false)]
    [InlineData("{allow: {windows_desktop_labels: {}, windows_desktop_logins: ['*']}}", "env=prod", false)]
    [InlineData("{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}}", "env=prod", true)]
    [InlineData("{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}}", "", true)]
    [InlineData("{allow: {windows_desktop_labels: {env: prod}, windows_desktop_logins: ['*']}}", "env=prod", true)]
    [InlineData("{allow: {windows_desktop_labels: {env: prod}, windows_desktop_logins: ['*']}}", "env=test", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: prod}, windows_desktop_logins: ['*']}}", "", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: [dev, test]}, windows_desktop_logins: ['*']}}", "env=test", true)]
    [InlineData("{allow: {windows_desktop_labels: {env: 'te*'}, windows_desktop_logins: ['*']}}", "env=test", true)]
    [InlineData("{allow: {windows_desktop_labels: {env: 'te*'}, windows_desktop_logins: ['*']}}", "env=latest", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: '^(dev|test)$'}, windows_desktop_logins: ['*']}}", "env=dev", true)]
    [InlineData("{allow: {windows_desktop_labels: {env: '^(dev|test)$'}, windows_desktop_logins: ['*']}}", "env=devel", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: 'a.c'}, windows_desktop_logins: ['*']}}", "env=abc", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: prod, team: a}, windows_desktop_logins: ['*']}}", "env=prod", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: prod, team: a}, windows_desktop_logins: ['*']}}", "env=prod,team=a", true)]
    [InlineData("{allow: {windows_desktop_labels: {env: '*'}, windows_desktop_logins: ['*']}}", "team=a", false)]
    [InlineData("{allow: {windows_desktop_labels: {env: prod}}} + {allow: {windows_desktop_logins: ['*']}}", "env=prod", false)]
    [InlineData("{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}, deny: {windows_desktop_labels: {env: prod}}}", "env=prod", false)]
    [InlineData("{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}, deny: {windows_desktop_labels: {env: prod}}}", "env=test", true)]
    [InlineData("{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}} + {deny: {windows_desktop_labels: {'*': '*'}}}", "env=test", false)]
    [InlineData("{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}} + {deny: {windows_desktop_labels: {}}}", "env=test", true)]
    public void Labels_open_desktops(string specs, string labels, bool allowed)
    {
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(specs))
        {
            var desktop = Roles.Desktop("d1", labels);
            Assert.Equal(allowed, policy.CanSee(subject, desktop).Allowed);
            var decision = policy.CanConnect(subject, desktop, "anyone");
            Assert.Equal(allowed, decision.Allowed);
            Assert.True(decision.Rule.Contains(allowed ? "the role a" : "role", StringComparison.Ordinal), decision.Rule);
        }
    }

    [Theory]
    [InlineData("windows_desktop_logins: [ops]", "", "", "ops", "ops")]
    [InlineData("windows_desktop_logins: [ops, dev]", "", "", "ops,dev", "OPS")]
    [InlineData("windows_desktop_logins: ['*']", "", "", "*", "anybody")]
    [InlineData("windows_desktop_logins: ['*']", "ops,dev", "", "ops,dev", "dev")]
    [InlineData("windows_desktop_logins: [ops, root]", "ops,dev", "", "ops", "ops")]
    [InlineData("windows_desktop_logins: [root]", "ops,dev", "", "", "")]
    [InlineData("windows_desktop_logins: []", "", "", "", "")]
    [InlineData("windows_desktop_logins: [ops, root]", "", "[root]", "ops", "ops")]
    [InlineData("windows_desktop_logins: [ops, root]", "", "[ROOT]", "ops", "ops")]
    [InlineData("windows_desktop_logins: [ops, root]", "", "['*']", "", "")]
    [InlineData("windows_desktop_logins: ['*']", "root,ops", "[root]", "ops", "ops")]
    [InlineData("windows_desktop_logins: ['{{internal.windows_logins}}']", "", "", "al,ice", "al")]
    [InlineData("windows_desktop_logins: ['CORP-{{external.windows_logins}}']", "", "", "CORP-al,CORP-ice", "corp-AL")]
    [InlineData("windows_desktop_logins: ['{{internal.none}}']", "", "", "", "")]
    [InlineData("windows_desktop_logins: ['{{internal.windows_logins}}']", "", "['{{internal.windows_logins}}']", "", "")]
    public void Logins_are_those_of_the_roles_and_the_desktop(string allow, string own, string deny, string offered, string works)
    {
        var role = Roles.Of("a", $"{{allow: {{windows_desktop_labels: {{'*': '*'}}, {allow}}}, deny: {{windows_desktop_logins: {(deny.Length > 0 ? deny : "[]")}}}}}");
        var policy = new AccessPolicy(ClusterResources.Of(new TestClock(), [role]));
        var subject = new Subject("alice", ["a"]) { Traits = new Dictionary<string, IReadOnlyList<string>> { ["windows_logins"] = ["al", "ice"] } };
        var desktop = Roles.Desktop("d1", "", own);
        var logins = policy.Logins(subject, desktop);
        Assert.Equal(offered, logins.Any ? "*" : string.Join(',', logins.Names));
        if (works.Length > 0)
            Assert.True(policy.CanConnect(subject, desktop, works).Allowed);
        Assert.False(policy.CanConnect(subject, desktop, "root").Allowed && !logins.Any);
        Assert.False(policy.CanConnect(subject, desktop, "*").Allowed && !logins.Any);
    }

    [Theory]
    [InlineData("user: alice", "an administrator has locked the user alice", true)]
    [InlineData("user: bob", null, false)]
    [InlineData("role: a", "locked the role a", true)]
    [InlineData("role: b", null, false)]
    [InlineData("windows_desktop: d1", "locked the windows desktop d1", true)]
    [InlineData("windows_desktop: d2", null, false)]
    [InlineData("login: OPS", "locked the login OPS", true)]
    [InlineData("login: dev", null, false)]
    [InlineData("user: alice, windows_desktop: d1", "locked the user alice and windows desktop d1", true)]
    [InlineData("user: alice, windows_desktop: d2", null, false)]
    [InlineData("user: bob, windows_desktop: d1", null, false)]
    [InlineData("server_id: d1", null, false)]
    public void Locks_keep_out_whom_they_name(string target, string? sentence, bool locked)
    {
        var (policy, subject) = Roles.Policy(
            "{allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: [ops]}}", Roles.Read($"kind: lock\nversion: v2\nmetadata: {{name: l}}\nspec: {{target: {{{target}}}}}\n"));
        var decision = policy.CanConnect(subject, Roles.Desktop("d1"), "ops");
        Assert.Equal(!locked, decision.Allowed);
        Assert.Equal(!locked, policy.CanSee(subject, Roles.Desktop("d1")).Allowed);
        if (sentence is not null && !target.StartsWith("login", StringComparison.Ordinal))
            Assert.Contains(sentence, decision.Rule, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(locked && !target.Contains("desktop", StringComparison.Ordinal) && !target.Contains("login", StringComparison.Ordinal), policy.Lock(subject) is not null);
    }

    [Fact]
    public void A_lock_ends_at_its_time()
    {
        var clock = new TestClock();
        var until = clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        var locked = Roles.Read($"kind: lock\nversion: v2\nmetadata: {{name: l}}\nspec: {{target: {{user: alice}}, message: 'until lunch', expires: '{until:o}'}}\n");
        var policy = new AccessPolicy(ClusterResources.Of(clock, [locked]));
        Assert.Equal("Locked by an administrator: until lunch", policy.Lock(new Subject("alice", [])));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(policy.Lock(new Subject("alice", [])));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{options: {desktop_clipboard: true}}", true)]
    [InlineData("{options: {desktop_clipboard: false}}", false)]
    [InlineData("{options: {desktop_clipboard: true}} + {options: {desktop_clipboard: false}}", false)]
    [InlineData("{} + {}", true)]
    public void One_role_without_the_clipboard_turns_it_off(string specs, bool on)
    {
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(specs, Roles.Of("open", $"{{allow: {{windows_desktop_labels: {{'*': '*'}}, {AnyLogin}}}}}")))
        {
            var decision = policy.Clipboard(subject with { Roles = [.. subject.Roles, "open"] }, Roles.Desktop("d1"));
            Assert.Equal(on, decision.Allowed);
            Assert.Equal(!on, decision.Rule.EndsWith("turns the clipboard off", StringComparison.Ordinal) && decision.Rule.StartsWith("the role", StringComparison.Ordinal));
            Assert.False(policy.Clipboard(subject, Roles.Desktop("d1")).Allowed);
        }
    }

    [Fact]
    public void What_is_listed_is_exactly_what_may_be_opened()
    {
        string[] logins = ["*", "ops", "dev", "root", "{{internal.windows_logins}}"];
        string[] labels = ["{}", "{'*': '*'}", "{env: prod}", "{env: [test, prod]}", "{team: 'a*'}", "{env: prod, team: a}"];
        string[] all = ["ops", "dev", "root", "al", "OPS", "nobody"];
        var role =
            from allowLabels in Gen.Elements(labels)
            from allowLogins in Gen.SubListOf(logins)
            from denyLabels in Gen.Frequency((6, Gen.Constant("{}")), (1, Gen.Elements(labels)))
            from denyLogins in Gen.Elements("", "", "", "'root'", "'ops', 'dev'", "'*'", "'{{internal.windows_logins}}'")
            select $"{{allow: {{windows_desktop_labels: {allowLabels}, windows_desktop_logins: [{Quoted(allowLogins)}]}}, deny: {{windows_desktop_labels: {denyLabels}, windows_desktop_logins: [{denyLogins}]}}}}";
        var desktop = from e in Gen.Elements("", "env=prod", "env=test", "team=a", "env=prod,team=a") from own in Gen.SubListOf(all) select Roles.Desktop("d1", e, string.Join(',', own));
        var locks = Gen.Frequency((4, Gen.Constant("node: x")), (1, Gen.Elements("user: alice", "login: ops", "role: b", "windows_desktop: d1", "user: alice, login: dev")));
        var cases = from roles in Gen.ListOf(role) from d in desktop from l in locks select (Roles: roles.Take(3), Desktop: d, Lock: l);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (policy, subject) = Roles.Policy(string.Join(" + ", c.Roles), Roles.Read($"kind: lock\nversion: v2\nmetadata: {{name: l}}\nspec: {{target: {{{c.Lock}}}}}\n"));
            subject = subject with { Traits = new Dictionary<string, IReadOnlyList<string>> { ["windows_logins"] = ["al"] } };
            var decision = policy.Logins(subject, c.Desktop);
            var works = all.Where(l => policy.CanConnect(subject, c.Desktop, l).Allowed).ToList();
            var listed = policy.CanSee(subject, c.Desktop).Allowed;
            return listed == (works.Count > 0) && (decision.Any || works.All(w => decision.Names.Contains(w, StringComparer.OrdinalIgnoreCase))) && decision.Names.All(n => policy.CanConnect(subject, c.Desktop, n).Allowed);
        }).QuickCheckThrowOnFailure();
    }

    private static string Quoted(IEnumerable<string> texts) => string.Join(", ", texts.Select(t => $"'{t}'"));
}
