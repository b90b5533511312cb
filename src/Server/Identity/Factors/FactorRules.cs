using Hindsight.Server.Configuration;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Identity.Factors;

/// <summary>What the cluster's policy makes of somebody's factors.</summary>
internal sealed class FactorRules(ClusterResources resources)
{
    /// <summary>The policy of this moment.</summary>
    internal SecondFactorPolicy Policy => resources.Authentication.SecondFactors;

    /// <summary>Whether a passkey may stand for name and password.</summary>
    internal bool Passwordless => Policy.Passkeys && resources.Authentication.Passwordless;

    /// <summary>Whether a kind counts.</summary>
    internal bool Counts(string kind) => kind == Factor.Otp ? Policy.Otp : Policy.Passkeys;

    /// <summary>
    /// The factors of which one must be shown at sign-in. Those of a kind that no longer counts are asked for as long as
    /// there is no other: a stolen password must not be enough to add one.
    /// </summary>
    internal IReadOnlyList<Factor> Asked(IReadOnlyList<Factor> present)
    {
        if (!Policy.IsOn)
            return [];
        var counting = present.Where(f => Counts(f.Kind)).ToList();
        return counting.Count > 0 ? counting : present;
    }

    /// <summary>Whether somebody must add a factor before anything else.</summary>
    internal bool MustAdd(IReadOnlyList<Factor> present) => Policy.Required && !present.Any(f => Counts(f.Kind));

    /// <summary>Whether one of the factors may go: who must have one keeps the last that counts.</summary>
    internal bool MayRemove(IReadOnlyList<Factor> present, Factor factor) =>
        !Policy.Required || !Counts(factor.Kind) || present.Any(f => f.Id != factor.Id && Counts(f.Kind));

    /// <summary>The kinds that can be added, for a sentence.</summary>
    internal string Offered => (Policy.Otp, Policy.Passkeys) switch
    {
        (true, true) => "an authenticator app or a passkey",
        (true, false) => "an authenticator app",
        _ => "a passkey",
    };
}
