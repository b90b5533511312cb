using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Access;

/// <summary>How options of several roles combine.</summary>
public sealed class LimitRulesTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("{options: {max_session_ttl: 8h}}", null, 8)]
    [InlineData("{options: {max_session_ttl: 8h}} + {options: {max_session_ttl: 2h}} + {}", null, 2)]
    [InlineData("{options: {max_session_ttl: 8h}}", "4h", 4)]
    [InlineData("{options: {max_session_ttl: 3h}}", "4h", 3)]
    [InlineData("{}", "4h", 4)]
    public void The_shortest_sign_in_counts(string specs, string? cluster, int? hours)
    {
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(specs, Preference(cluster is null ? "" : $"default_session_ttl: {cluster}")))
        {
            Assert.Equal(hours, policy.Limits(subject).SignIn.Value?.TotalHours);
        }
    }

    [Theory]
    [InlineData("{}", null, "no role sets client_idle_timeout")]
    [InlineData("{options: {client_idle_timeout: never}}", null, "no role sets client_idle_timeout")]
    [InlineData("{options: {client_idle_timeout: 10m}}", 10, "the role a says client_idle_timeout: 10m")]
    [InlineData("{options: {client_idle_timeout: 10m}} + {options: {client_idle_timeout: 5m}}", 5, "the role b says client_idle_timeout: 5m")]
    [InlineData("{options: {client_idle_timeout: 10m}} + {options: {client_idle_timeout: never}}", 10, "the role a says client_idle_timeout: 10m")]
    public void The_shortest_idle_time_counts(string specs, int? minutes, string rule)
    {
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(specs))
        {
            var idle = policy.Limits(subject).Idle;
            Assert.Equal((minutes, rule), ((int?)idle.Value?.TotalMinutes, idle.Rule));
        }
    }

    [Theory]
    [InlineData("{}", "no", false)]
    [InlineData("{options: {disconnect_expired_cert: yes}}", "no", true)]
    [InlineData("{options: {disconnect_expired_cert: no}} + {options: {disconnect_expired_cert: yes}}", "no", true)]
    [InlineData("{options: {disconnect_expired_cert: no}}", "yes", true)]
    public void One_yes_ends_sessions_with_the_sign_in(string specs, string cluster, bool ends)
    {
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(specs, Preference($"disconnect_expired_cert: {cluster}")))
        {
            Assert.Equal(ends, policy.Limits(subject).EndsWithSignIn.Value);
        }
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{options: {max_sessions: 0}}", 0)]
    [InlineData("{options: {max_sessions: 3}}", 3)]
    [InlineData("{options: {max_sessions: 3}} + {options: {max_sessions: 0}}", 3)]
    [InlineData("{options: {max_sessions: 3}} + {options: {max_sessions: 2}}", 2)]
    [InlineData("{options: {max_sessions: 3, max_connections: 1}}", 1)]
    public void The_lowest_number_of_sessions_counts(string specs, int expected)
    {
        foreach (var (policy, subject) in Roles.PolicyOfEachVersion(specs))
        {
            Assert.Equal(expected, policy.Limits(subject).Sessions.Value);
        }
    }

    [Theory]
    [InlineData("{}", "best_effort", "best_effort")]
    [InlineData("{options: {lock: strict}}", "best_effort", "strict")]
    [InlineData("{options: {lock: best_effort}} + {options: {lock: strict}}", "best_effort", "strict")]
    [InlineData("{options: {lock: best_effort}}", "strict", "strict")]
    public void Strict_locking_wins(string specs, string cluster, string expected)
    {
        var roles = specs.Split(" + ").Select((spec, i) => Roles.Of(((char)('a' + i)).ToString(), spec)).ToDictionary(r => r.Name);
        var set = Hindsight.Server.Access.RoleSet.Fetch(new("alice", [.. roles.Keys]), name => roles.GetValueOrDefault(name));
        Assert.Equal(expected, Hindsight.Server.Access.LimitRules.Locking(set, (AuthPreference)Preference($"locking_mode: {cluster}")).Name());
    }

    private static Resource Preference(string spec) => Roles.Read($"kind: cluster_auth_preference\nversion: v2\nspec: {{{spec}}}\n");
}
