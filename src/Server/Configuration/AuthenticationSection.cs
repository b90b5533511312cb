namespace Hindsight.Server.Configuration;

/// <summary>How people sign in.</summary>
internal sealed record AuthenticationConfiguration
{
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
    private const string NoFactors = "people sign in with their password alone so far: remove the key, or write off";
    private const string NoConnectors = "users are local: remove the key";

    /// <summary>Reads it.</summary>
    internal static AuthenticationConfiguration Read(YamlSection section)
    {
        section.Text("type", text => text == "local" ? null : $"\"{text}\" is not supported: users are local");
        section.Text("second_factor", text => text is "off" or "no" or "false" ? null : NoFactors);
        foreach (var key in (string[])["second_factors", "webauthn", "passwordless", "allow_passwordless", "allow_headless", "require_session_mfa"])
            section.Refuse(key, NoFactors);
        foreach (var key in (string[])["connector_name", "allow_local_auth", "device_trust", "okta", "stable_unix_user_config", "signature_algorithm_suite", "idp", "message_of_the_day", "headless"])
            section.Refuse(key, NoConnectors);
        return new AuthenticationConfiguration
        {
            DefaultSessionTtl = section.Duration("default_session_ttl"),
            DisconnectExpiredCert = section.Flag("disconnect_expired_cert", false),
            StrictLocking = section.Choice("locking_mode", ["best_effort", "strict"], 0) == 1,
        };
    }
}
