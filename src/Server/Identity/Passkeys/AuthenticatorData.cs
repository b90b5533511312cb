using System.Buffers.Binary;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>What an authenticator says and signs (WebAuthn, 6.1).</summary>
internal sealed class AuthenticatorData
{
    private const int HashBytes = 32;
    private const int HeadBytes = HashBytes + 1 + sizeof(uint);
    private const int AaguidBytes = 16;
    private const int LongestCredentialId = 1023;

    private AuthenticatorData(ReadOnlySpan<byte> bytes)
    {
        RpIdHash = bytes[..HashBytes].ToArray();
        var flags = bytes[HashBytes];
        UserPresent = (flags & 1) != 0;
        UserVerified = (flags & 4) != 0;
        HasCredential = (flags & 0x40) != 0;
        HasExtensions = (flags & 0x80) != 0;
        SignCount = BinaryPrimitives.ReadUInt32BigEndian(bytes[(HashBytes + 1)..]);
    }

    /// <summary>The hash of the domain that the browser named.</summary>
    internal byte[] RpIdHash { get; }

    /// <summary>Whether somebody touched it.</summary>
    internal bool UserPresent { get; }

    /// <summary>Whether it checked who that is: a PIN, a finger, a face.</summary>
    internal bool UserVerified { get; }

    /// <summary>How often it has signed; 0 when it does not count.</summary>
    internal uint SignCount { get; }

    /// <summary>A new passkey's id.</summary>
    internal byte[]? CredentialId { get; private set; }

    /// <summary>A new passkey's public key, as it was written.</summary>
    internal byte[]? PublicKey { get; private set; }

    private bool HasCredential { get; }

    private bool HasExtensions { get; }

    /// <summary>Reads it; null when it is not that or has anything behind it.</summary>
    internal static AuthenticatorData? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes)
            return null;
        var data = new AuthenticatorData(bytes);
        var rest = bytes[HeadBytes..];
        if (data.HasCredential && !data.ReadCredential(ref rest))
            return null;
        if (data.HasExtensions)
        {
            var reader = new CborReader(rest);
            if (!reader.TrySkip())
                return null;
            rest = rest[^reader.Left..];
        }

        return rest.Length == 0 ? data : null;
    }

    private bool ReadCredential(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < AaguidBytes + sizeof(ushort))
            return false;
        var idBytes = BinaryPrimitives.ReadUInt16BigEndian(rest[AaguidBytes..]);
        rest = rest[(AaguidBytes + sizeof(ushort))..];
        if (idBytes is 0 or > LongestCredentialId || rest.Length < idBytes)
            return false;
        CredentialId = rest[..idBytes].ToArray();
        rest = rest[idBytes..];
        if (CoseKey.Read(rest, out var keyBytes) is null)
            return false;
        PublicKey = rest[..keyBytes].ToArray();
        rest = rest[keyBytes..];
        return true;
    }
}
