using System.Buffers.Text;
using System.Security.Cryptography;
using Hindsight.Server.Identity.Factors;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>Lets passkeys sign a challenge, once: after a password, or instead of one.</summary>
internal sealed class PasskeySigning(FactorStore factors, FactorSecrets secrets, FactorRules rules, PendingFactors pending, OpenChallenges challenges, SignInThrottle throttle, Admission admission, UserStore users)
{
    private const int Milliseconds = 5 * 60_000;

    /// <summary>The answer to whatever is wrong with a passkey; the audit log knows more.</summary>
    internal static SignInOutcome.WrongFactor Refusal => new("bad_passkey", "This passkey is not one of this account's, or its answer came too late: try again.");

    /// <summary>What the passkeys of somebody who has shown their password are asked for.</summary>
    internal PasskeyRequest Begin(SignInAttempt attempt, IReadOnlyList<Factor> asked, PasskeyPlace place)
    {
        var challenge = RandomNumberGenerator.GetBytes(32);
        pending.Put(attempt.Owner, attempt.User.Name, Factor.Passkey, challenge);
        var allowed = asked.Where(f => f.Kind == Factor.Passkey && f.RpId == place.RpId).Select(f => new PasskeyDescriptor("public-key", f.CredentialId!));
        return new PasskeyRequest(Base64Url.EncodeToString(challenge), place.RpId, "discouraged", Milliseconds, [.. allowed]);
    }

    /// <summary>The passkey of somebody's that signed, or what was wrong.</summary>
    internal async Task<(Factor? Passkey, string? Fault)> CheckAsync(SignInAttempt attempt, IReadOnlyList<Factor> asked, PasskeyAnswer answer, PasskeyPlace place, CancellationToken cancellation)
    {
        if (pending.Take(attempt.Owner, Factor.Passkey) is not { } begun)
            return (null, "the challenge is used or too old");
        return asked.FirstOrDefault(f => f.Kind == Factor.Passkey && f.CredentialId == answer.Id) is { } passkey
            ? await CheckAsync(passkey, answer, new PasskeyCeremony(place.RpId, place.Origin, begun.Secret, MustVerifyUser: false), cancellation)
            : (null, "the passkey is not the user's");
    }

    /// <summary>What any passkey is asked for, from somebody who has not said who they are.</summary>
    internal (string Token, PasskeyRequest Request) BeginNameless(PasskeyPlace place)
    {
        var (token, challenge) = challenges.Begin();
        return (token, new PasskeyRequest(Base64Url.EncodeToString(challenge), place.RpId, "required", Milliseconds, []));
    }

    /// <summary>Signs in the person whose passkey signed, and checked them.</summary>
    internal async Task<SignInOutcome> SignInAsync(string token, PasskeyAnswer answer, PasskeyPlace place, string address, CancellationToken cancellation)
    {
        if (throttle.BeginNameless(address) is var wait && wait > TimeSpan.Zero)
            return new SignInOutcome.Later(wait);
        if (challenges.Find(token) is not { } challenge)
            return SignInOutcome.Over;
        var known = answer.Id is { Length: > 0 and <= PasskeyBytes.LongestId } id ? await factors.FindPasskeyAsync(id, cancellation) : null;
        // An authenticator that was not told whose passkey is wanted says whose it is.
        var (passkey, fault) = known is not null && PasskeyBytes.Of(answer.UserHandle) is { } handle && handle.AsSpan().SequenceEqual(secrets.Handle(known.User))
            ? await CheckAsync(known, answer, new PasskeyCeremony(place.RpId, place.Origin, challenge, MustVerifyUser: true), cancellation)
            : (null, "the passkey is nobody's");
        if (passkey is null || !rules.Counts(passkey.Kind) || await users.FindAsync(passkey.User, cancellation) is not { } user)
        {
            await admission.FailedAsync(known?.User, address, fault, factor: null, cancellation);
            return Refusal;
        }

        if (!challenges.Use(token))
            return SignInOutcome.Over;
        throttle.NamelessSucceeded(address);
        return await admission.AdmitAsync(user, new Proof(passkey, Passwordless: true), address, cancellation);
    }

    private async Task<(Factor? Passkey, string? Fault)> CheckAsync(Factor passkey, PasskeyAnswer answer, PasskeyCeremony ceremony, CancellationToken cancellation)
    {
        if (PasskeyBytes.Of(answer.ClientData) is not { } client || PasskeyBytes.Of(answer.AuthenticatorData) is not { } authenticator || PasskeyBytes.Of(answer.Signature) is not { } signature)
            return (null, "the answer is not complete");
        var (data, fault) = PasskeyCheck.Assertion(client, authenticator, signature, passkey.PublicKey!, ceremony);
        if (data is null)
            return (null, fault);
        return await factors.CountPasskeyAsync(passkey, data.SignCount, cancellation)
            ? (passkey, null)
            : (null, "the passkey's counter did not go on: there may be a copy of it");
    }
}
