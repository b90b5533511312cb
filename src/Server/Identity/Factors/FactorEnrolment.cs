using System.Buffers.Text;
using System.Security.Cryptography;
using Hindsight.Server.Configuration;
using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;
using QRCoder;

namespace Hindsight.Server.Identity.Factors;

/// <summary>Adds factors, in two steps: something to put into the app or the authenticator, and its proof that it is there.</summary>
internal sealed class FactorEnrolment(
    FactorStore factors, FactorRules rules, FactorSecrets secrets, PendingFactors pending, SignInThrottle throttle, ServerConfiguration configuration, TimeProvider time)
{
    private const int MostFactors = 10;
    private const int LongestName = 64;
    private const int Minutes = 5;

    /// <summary>A secret for an authenticator app.</summary>
    internal async Task<(OtpSecret? Secret, Problem? Problem)> BeginOtpAsync(string owner, string user, CancellationToken cancellation)
    {
        if (await RefusalAsync(user, Factor.Otp, cancellation) is { } problem)
            return (null, problem);
        // The same again, so that a page that was loaded twice has no code that is no good.
        var secret = pending.Find(owner, Factor.Otp)?.Secret ?? Totp.NewSecret();
        pending.Put(owner, user, Factor.Otp, secret);
        return (new OtpSecret(Totp.Base32(secret), Picture(Totp.Address(configuration.ClusterName, user, secret))), null);
    }

    /// <summary>Adds the app that shows the right code.</summary>
    internal async Task<(Factor? Added, Problem? Problem)> AddOtpAsync(string owner, string user, string? name, string code, string address, CancellationToken cancellation)
    {
        if (await RefusalAsync(user, Factor.Otp, cancellation) is { } refusal)
            return (null, refusal);
        var (chosen, problem) = await NameAsync(user, name, cancellation);
        if (chosen is null)
            return (null, problem);
        if (pending.Find(owner, Factor.Otp) is not { } begun)
            return (null, Expired());
        if (throttle.BeginCode(user, address) is var wait && wait > TimeSpan.Zero)
            return (null, SignInThrottle.Refusal(wait));
        if (Totp.Match(begun.Secret, code, time.GetUtcNow(), 0) is not { } step)
            return (null, Problem.BadRequest("bad_code", "The code is wrong: type the one that the app shows now, and check the clock of the device."));
        throttle.CodeSucceeded(user, address);
        if (pending.Take(owner, Factor.Otp) is null)
            return (null, Expired());
        var factor = new Factor
        {
            User = user, Kind = Factor.Otp, Name = chosen, Created = time.GetUtcNow(),
            Secret = secrets.Seal(begun.Secret, user), LastStep = step,
        };
        await factors.AddAsync(factor, cancellation);
        return (factor, null);
    }

    /// <summary>What the browser makes a passkey from.</summary>
    internal async Task<(PasskeyCreation? Creation, Problem? Problem)> BeginPasskeyAsync(string owner, string user, PasskeyPlace place, CancellationToken cancellation)
    {
        if (await RefusalAsync(user, Factor.Passkey, cancellation) is { } problem)
            return (null, problem);
        var challenge = RandomNumberGenerator.GetBytes(32);
        pending.Put(owner, user, Factor.Passkey, challenge);
        var present = (await factors.ListAsync(user, cancellation)).Where(f => f.RpId == place.RpId);
        return (new PasskeyCreation(
            Base64Url.EncodeToString(challenge),
            new PasskeyParty(place.RpId, configuration.ClusterName),
            new PasskeyUser(Base64Url.EncodeToString(secrets.Handle(user)), user, user),
            [.. CoseKey.Algorithms.Select(a => new PasskeyAlgorithm("public-key", a))],
            Minutes * 60_000, "none",
            [.. present.Select(f => new PasskeyDescriptor("public-key", f.CredentialId!))],
            new PasskeySelection("preferred", "preferred")), null);
    }

    /// <summary>Adds the passkey that was made for the challenge.</summary>
    internal async Task<(Factor? Added, Problem? Problem)> AddPasskeyAsync(string owner, string user, string? name, NewPasskey made, PasskeyPlace place, CancellationToken cancellation)
    {
        if (await RefusalAsync(user, Factor.Passkey, cancellation) is { } refusal)
            return (null, refusal);
        var (chosen, problem) = await NameAsync(user, name, cancellation);
        if (chosen is null)
            return (null, problem);
        // Taken whatever comes of it: a challenge is for one answer.
        if (pending.Take(owner, Factor.Passkey) is not { } begun)
            return (null, Expired());
        if (PasskeyBytes.Of(made.ClientData) is not { } client || PasskeyBytes.Of(made.Attestation) is not { } attestation)
            return (null, Problem.BadRequest("bad_passkey", "The browser's answer is not complete: try again."));
        var (passkey, fault) = PasskeyCheck.Registration(client, attestation, new PasskeyCeremony(place.RpId, place.Origin, begun.Secret, MustVerifyUser: false));
        if (passkey is null)
            return (null, Problem.BadRequest("bad_passkey", $"This passkey can't be added: {fault}. Try again, or use another authenticator."));
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        if (await factors.FindPasskeyAsync(id, cancellation) is not null)
            return (null, Problem.Conflict("passkey_known", "This passkey is added already: use another authenticator."));
        var factor = new Factor
        {
            User = user, Kind = Factor.Passkey, Name = chosen, Created = time.GetUtcNow(),
            CredentialId = id, PublicKey = passkey.PublicKey, SignCount = passkey.SignCount, RpId = place.RpId,
        };
        await factors.AddAsync(factor, cancellation);
        return (factor, null);
    }

    private async Task<Problem?> RefusalAsync(string user, string kind, CancellationToken cancellation)
    {
        if (!rules.Policy.IsOn)
            return Problem.Conflict("factors_off", "Second factors are turned off for this cluster: an administrator can turn them on with tctl edit cluster_auth_preference.");
        if (!rules.Counts(kind))
            return Problem.Conflict("factor_does_not_count", $"This cluster takes {rules.Offered} only.");
        return (await factors.ListAsync(user, cancellation)).Count(f => f.Kind == kind) >= MostFactors
            ? Problem.Conflict("too_many_factors", $"There are {MostFactors} of this kind already: remove one first.")
            : null;
    }

    private async Task<(string? Name, Problem? Problem)> NameAsync(string user, string? name, CancellationToken cancellation)
    {
        var chosen = name?.Trim() ?? "";
        if (chosen.Length is 0 or > LongestName || chosen.Any(char.IsControl))
            return (null, Problem.BadRequest("bad_name", $"Give it a name of 1 to {LongestName} characters."));
        return (await factors.ListAsync(user, cancellation)).Any(f => f.Name == chosen)
            ? (null, Problem.Conflict("name_taken", $"There is one named {chosen} already: choose another name."))
            : (chosen, null);
    }

    private static Problem Expired() => Problem.Conflict("enrolment_over", "This took too long, or was begun again elsewhere: begin again.");

    /// <summary>The rows of a QR code, a character a module; the quiet border is part of them.</summary>
    private static IReadOnlyList<string> Picture(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return [.. code.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(dark => dark ? '1' : '0')))];
    }
}
