namespace Hindsight.Server.Configuration;

/// <summary>How people sign in.</summary>
internal sealed record AuthenticationConfiguration
{
    /// <summary>What people show besides their password.</summary>
    public SecondFactorPolicy SecondFactors { get; init; } = SecondFactorPolicy.Optional;

    /// <summary>Whether a passkey that checks the person may stand for name and password.</summary>
    public bool Passwordless { get; init; } = true;

    /// <summary>The domain that passkeys are made for; null for the host of the public address.</summary>
    public string? RpId { get; init; }

    /// <summary>How long a sign-in lasts where no role says less; null for the server's own bound.</summary>
    public TimeSpan? DefaultSessionTtl { get; init; }

    /// <summary>Whether sessions end when the sign-in does.</summary>
    public bool DisconnectExpiredCert { get; init; }

    /// <summary>Whether access stops when locks can't be looked up.</summary>
    public bool StrictLocking { get; init; }
}

/// <summary>Reads <c>auth_service.authentication</c>, and the same keys of the resource <c>cluster_auth_preference</c>.</summary>
internal static class AuthenticationSection
{
    private const string NoSessionFactors = "the second factor is asked for at sign-in, not again for each session: remove the key";
    private const string NoHeadless = "tsh login asks for the second factor itself: remove the key";
    private const string NoAttestation = "passkeys are not asked who made them: remove the key";
    private const string NoConnectors = "users are local: remove the key";

    /// <summary>Reads it.</summary>
    internal static AuthenticationConfiguration Read(YamlSection section)
    {
        section.Text("type", text => text == "local" ? null : $"\"{text}\" is not supported: users are local");
        section.Refuse("require_session_mfa", NoSessionFactors);
        foreach (var key in (string[])["headless", "allow_headless"])
            section.Refuse(key, NoHeadless);
        foreach (var key in (string[])["connector_name", "allow_local_auth", "device_trust", "okta", "stable_unix_user_config", "signature_algorithm_suite", "idp", "message_of_the_day"])
            section.Refuse(key, NoConnectors);
        return new AuthenticationConfiguration
        {
            SecondFactors = SecondFactorPolicy.Read(section) ?? SecondFactorPolicy.Optional,
            // The file's name for it, and the resource's.
            Passwordless = section.Flag("passwordless", true) & section.Flag("allow_passwordless", true),
            RpId = ReadWebAuthn(section.Section("webauthn")),
            DefaultSessionTtl = section.Duration("default_session_ttl"),
            DisconnectExpiredCert = section.Flag("disconnect_expired_cert", false),
            StrictLocking = section.Choice("locking_mode", ["best_effort", "strict"], 0) == 1,
        };
    }

    private static string? ReadWebAuthn(YamlSection section)
    {
        foreach (var key in (string[])["attestation_allowed_cas", "attestation_denied_cas"])
            section.Refuse(key, NoAttestation);
        var id = section.Text("rp_id", text => Uri.CheckHostName(text) == UriHostNameType.Dns ? null : $"\"{text}\" is not a domain, such as example.com");
        section.Done();
        return id?.ToLowerInvariant();
    }
}
