using Hindsight.Server.Database;

namespace Hindsight.Server.Keys;

/// <summary>What a key is for.</summary>
internal enum KeyPurpose
{
    /// <summary>Signs the seals of recordings (ECDSA P-256).</summary>
    Signing,

    /// <summary>Wraps the data keys of encrypted recordings (X25519).</summary>
    Encryption,
}

/// <summary>A row of <c>recording_keys</c>.</summary>
internal sealed class StoredKey
{
    /// <summary>The columns, as the properties want them.</summary>
    public const string Columns = "key_id AS KeyId, public_key AS PublicKey, private_key AS PrivateKey, created, retired";

    /// <summary>The key's id in lower-case hexadecimal.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>The public part.</summary>
    public byte[] PublicKey { get; init; } = [];

    /// <summary>The private part, unless it was destroyed.</summary>
    public byte[]? PrivateKey { get; init; }

    /// <summary>When it was made, in microseconds since 1970.</summary>
    public long Created { get; init; }

    /// <summary>When another took its place; null for the one in use.</summary>
    public long? Retired { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt => ColumnTypes.FromMicroseconds(Created);

    /// <summary>When another took its place.</summary>
    public DateTimeOffset? RetiredAt => Retired is { } retired ? ColumnTypes.FromMicroseconds(retired) : null;

    /// <inheritdoc/>
    public override string ToString() => KeyId;
}
