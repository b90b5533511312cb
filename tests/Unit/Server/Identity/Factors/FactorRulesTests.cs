using Hindsight.Server.Configuration;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Identity.Factors;

public sealed class FactorRulesTests
{
    /// <summary>Policy, what the person has (o an app, p a passkey), what is asked for, whether one must be added, and of what the last may be removed.</summary>
    [Theory]
    [InlineData("second_factor: off", "", "", false, "")]
    [InlineData("second_factor: off", "op", "", false, "op")]
    [InlineData("second_factors: [off]", "op", "", false, "op")]
    [InlineData("second_factor: optional", "", "", false, "")]
    [InlineData("second_factor: optional", "op", "op", false, "op")]
    [InlineData("type: local", "o", "o", false, "o")]
    [InlineData("second_factor: on", "", "", true, "")]
    [InlineData("second_factor: on", "o", "o", false, "")]
    [InlineData("second_factor: on", "op", "op", false, "op")]
    [InlineData("second_factors: [otp, webauthn]", "p", "p", false, "")]
    [InlineData("second_factors: [otp]", "", "", true, "")]
    [InlineData("second_factors: [otp]", "op", "o", false, "p")]
    [InlineData("second_factor: otp", "p", "p", true, "p")]
    [InlineData("second_factors: [webauthn]", "o", "o", true, "o")]
    [InlineData("second_factors: webauthn", "op", "p", false, "o")]
    [InlineData("second_factor: webauthn", "pp", "pp", false, "pp")]
    public void The_policy_decides_what_is_asked_for(string policy, string has, string asked, bool mustAdd, string removable)
    {
        var read = ConfigurationFile.Read($"auth_service: {{authentication: {{{policy}}}}}", "/");
        Assert.Empty(read.Problems);
        var rules = new FactorRules(ClusterResources.Of(new TestClock(), [AuthPreference.OfFile(read.Configuration.Auth)!]));
        var present = has.Select(k => new Factor { Kind = k == 'o' ? Factor.Otp : Factor.Passkey }).ToList();

        Assert.Equal(asked, Letters(rules.Asked(present)));
        Assert.Equal(mustAdd, rules.MustAdd(present));
        Assert.Equal(removable, Letters(present.Where(f => rules.MayRemove(present, f))));
    }

    [Theory]
    [InlineData("second_factor: u2f", "is not one of off, optional, on, otp, webauthn")]
    [InlineData("second_factors: []", "is empty")]
    [InlineData("second_factors: [otp, sso]", "users are local")]
    [InlineData("second_factors: [totp]", "did you mean otp?")]
    [InlineData("second_factors: [otp], second_factor: on", "keep one")]
    [InlineData("webauthn: {rp_id: 'https://x'}", "is not a domain")]
    [InlineData("webauthn: {rp_id: 127.0.0.1}", "is not a domain")]
    [InlineData("webauthn: {attestation_allowed_cas: [x]}", "not asked who made them")]
    [InlineData("require_session_mfa: yes", "at sign-in")]
    public void What_can_not_be_is_refused_with_a_reason(string text, string reason) =>
        Assert.Contains(
            ConfigurationFile.Read($"auth_service: {{authentication: {{{text}}}}}", "/").Problems,
            p => p.Message.Contains(reason, StringComparison.Ordinal));

    private static string Letters(IEnumerable<Factor> factors) => string.Concat(factors.Select(f => f.Kind == Factor.Otp ? 'o' : 'p'));
}
