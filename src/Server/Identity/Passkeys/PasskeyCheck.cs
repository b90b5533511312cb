using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>What an answer must be to: the domain, the page, the challenge, and whether the person must have been checked.</summary>
internal sealed record PasskeyCeremony(string RpId, string Origin, byte[] Challenge, bool MustVerifyUser);

/// <summary>A passkey that was just made.</summary>
internal sealed record MadePasskey(byte[] CredentialId, byte[] PublicKey, uint SignCount);

/// <summary>
/// Checks what browsers send back (WebAuthn, 7.1 and 7.2). A null answer comes with what was wrong, for the audit log;
/// who tries is not told.
/// </summary>
internal static class PasskeyCheck
{
    private const int LongestAttestation = 32 * 1024;
    private const int LongestSignature = 1024;

    /// <summary>
    /// The passkey that was made. Its maker's attestation is not asked for, and passed over when there is one: it would
    /// tell which model it is, and nothing here depends on that.
    /// </summary>
    internal static (MadePasskey? Made, string? Fault) Registration(byte[] clientData, byte[] attestation, PasskeyCeremony ceremony)
    {
        if (ClientFault(clientData, ClientData.Create, ceremony) is { } fault)
            return (null, fault);
        if (attestation.Length > LongestAttestation || AuthenticatorOf(attestation) is not { } data)
            return (null, "the authenticator's answer can't be read, or its key is of a kind that is not supported");
        if (AuthenticatorFault(data, ceremony) is { } wrong)
            return (null, wrong);
        return data is { CredentialId: { } id, PublicKey: { } key }
            ? (new MadePasskey(id, key, data.SignCount), null)
            : (null, "the authenticator's answer has no passkey in it");
    }

    /// <summary>What the passkey signed.</summary>
    internal static (AuthenticatorData? Data, string? Fault) Assertion(byte[] clientData, byte[] authenticatorData, byte[] signature, byte[] publicKey, PasskeyCeremony ceremony)
    {
        if (ClientFault(clientData, ClientData.Get, ceremony) is { } fault)
            return (null, fault);
        if (AuthenticatorData.Read(authenticatorData) is not { } data)
            return (null, "the authenticator's answer can't be read");
        if (AuthenticatorFault(data, ceremony) is { } wrong)
            return (null, wrong);
        byte[] signed = [.. authenticatorData, .. SHA256.HashData(clientData)];
        return signature.Length <= LongestSignature && CoseKey.Read(publicKey, out _) is { } key && key.Verifies(signed, signature)
            ? (data, null)
            : (null, "the signature is not the passkey's");
    }

    private static string? ClientFault(byte[] json, string type, PasskeyCeremony ceremony)
    {
        if (ClientData.Read(json) is not { } client)
            return "the browser's answer can't be read";
        if (client.Type != type)
            return "the answer is to something else";
        if (!CryptographicOperations.FixedTimeEquals(client.Challenge, ceremony.Challenge))
            return "the answer is to another challenge";
        // Browsers write origins in lower case, as ours are.
        return client.Origin != ceremony.Origin || client.CrossOrigin ? "the answer was given to a page of another address" : null;
    }

    private static string? AuthenticatorFault(AuthenticatorData data, PasskeyCeremony ceremony)
    {
        if (!data.RpIdHash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(ceremony.RpId))))
            return "the passkey is for another domain";
        if (!data.UserPresent)
            return "nobody touched the authenticator";
        return ceremony.MustVerifyUser && !data.UserVerified ? "the authenticator did not check who used it" : null;
    }

    /// <summary>The authenticator's data in an attestation object.</summary>
    private static AuthenticatorData? AuthenticatorOf(byte[] attestation)
    {
        var reader = new CborReader(attestation);
        if (!reader.TryReadMap(out var pairs))
            return null;
        AuthenticatorData? data = null;
        for (var i = 0; i < pairs; i++)
        {
            if (!reader.TryReadText(out var name))
                return null;
            if (!name.SequenceEqual("authData"u8))
            {
                if (!reader.TrySkip())
                    return null;
            }
            else if (data is not null || !reader.TryReadBytes(out var bytes) || (data = AuthenticatorData.Read(bytes)) is null)
            {
                return null;
            }
        }

        return reader.Left == 0 ? data : null;
    }
}
