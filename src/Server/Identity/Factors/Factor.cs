using System.Text.Json.Nodes;

namespace Hindsight.Server.Identity.Factors;

/// <summary>An authenticator app or a passkey of somebody's: a row of <c>second_factors</c>.</summary>
internal sealed class Factor
{
    /// <summary>The kind of an authenticator app.</summary>
    internal const string Otp = "otp";

    /// <summary>The kind of a passkey or security key.</summary>
    internal const string Passkey = "passkey";

    /// <summary>The columns, as the properties want them.</summary>
    internal const string Columns =
        "id AS Id, user_name AS User, kind AS Kind, name AS Name, created AS Created, last_used AS LastUsed, secret AS Secret, last_step AS LastStep, "
        + "credential_id AS CredentialId, public_key AS PublicKey, sign_count AS SignCount, rp_id AS RpId";

    /// <summary>Its id.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Whose it is.</summary>
    public string User { get; init; } = "";

    /// <summary><see cref="Otp"/> or <see cref="Passkey"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What its owner calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was added.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>An app's secret, encrypted.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>The step of the last code of an app's that was used.</summary>
    public long LastStep { get; init; }

    /// <summary>A passkey's credential id in base64url.</summary>
    public string? CredentialId { get; init; }

    /// <summary>A passkey's public key, as the authenticator wrote it (COSE).</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>How often a passkey has signed, if it counts.</summary>
    public long SignCount { get; init; }

    /// <summary>The domain a passkey was made for.</summary>
    public string? RpId { get; init; }

    /// <summary>The device in an audit event, with Teleport's names.</summary>
    internal JsonObject Device() =>
        new() { ["mfa_device_name"] = Name, ["mfa_device_uuid"] = Id, ["mfa_device_type"] = Kind == Otp ? "TOTP" : "WebAuthn" };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
