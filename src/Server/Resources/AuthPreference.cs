using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>How people sign in: the one <c>cluster_auth_preference</c>.</summary>
internal sealed record AuthPreference : Resource
{
    /// <summary>Its name.</summary>
    internal const string FixedName = "cluster-auth-preference";

    /// <summary>What people show besides their password.</summary>
    public SecondFactorPolicy SecondFactors { get; init; } = SecondFactorPolicy.Optional;

    /// <summary>Whether a passkey that checks the person may stand for name and password.</summary>
    public bool Passwordless { get; init; } = true;

    /// <summary>The domain that passkeys are made for; null for the host of the public address.</summary>
    public string? RpId { get; init; }

    /// <summary>How long a sign-in lasts where no role says less; null for the server's own bound.</summary>
    public TimeSpan? DefaultSessionTtl { get; init; }

    /// <summary>Whether sessions end when the sign-in does, whatever roles say.</summary>
    public bool DisconnectExpiredCert { get; init; }

    /// <summary>Whether access stops when locks can't be looked up, where no role says it.</summary>
    public Strictness LockingMode { get; init; }

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("cluster_auth_preference");

    /// <summary>What holds when nobody sets it.</summary>
    internal static AuthPreference Default => new() { Name = FixedName, Version = "v2" };

    /// <summary>Reads its content.</summary>
    internal static AuthPreference Read(ResourceReading reading) => Read(reading.Spec) with
    {
        Name = reading.Name,
        Version = reading.Version,
        Description = reading.Description,
        Labels = reading.Labels,
    };

    /// <summary>Reads its keys, which are the same in <c>teleport.yaml</c>.</summary>
    internal static AuthPreference Read(YamlSection section) => Of(AuthenticationSection.Read(section));

    /// <summary>What the configuration sets; null when it sets nothing of it.</summary>
    internal static AuthPreference? OfFile(AuthConfiguration auth) => auth.Authentication is { } read ? Of(read) : null;

    /// <inheritdoc/>
    public override JsonObject WriteSpec()
    {
        var spec = new JsonObject { ["type"] = "local" };
        if (SecondFactors.Names is { } names)
            spec["second_factors"] = RoleConditions.Texts(names);
        else
            spec["second_factor"] = SecondFactors.IsOn ? "optional" : "off";
        if (!Passwordless)
            spec["allow_passwordless"] = false;
        if (RpId is not null)
            spec["webauthn"] = new JsonObject { ["rp_id"] = RpId };
        if (DefaultSessionTtl is { } ttl)
            spec["default_session_ttl"] = GoDuration.Format(ttl);
        spec["disconnect_expired_cert"] = DisconnectExpiredCert;
        spec["locking_mode"] = LockingMode.Name();
        return spec;
    }

    private static AuthPreference Of(AuthenticationConfiguration read) => Default with
    {
        SecondFactors = read.SecondFactors,
        Passwordless = read.Passwordless,
        RpId = read.RpId,
        DefaultSessionTtl = read.DefaultSessionTtl,
        DisconnectExpiredCert = read.DisconnectExpiredCert,
        LockingMode = read.StrictLocking ? Strictness.Strict : Strictness.BestEffort,
    };
}
