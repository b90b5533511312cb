using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>How people sign in: the one <c>cluster_auth_preference</c>.</summary>
internal sealed record AuthPreference : Resource
{
    /// <summary>Its name.</summary>
    internal const string FixedName = "cluster-auth-preference";

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
    internal static AuthPreference Read(YamlSection section)
    {
        var read = AuthenticationSection.Read(section);
        return Default with { DefaultSessionTtl = read.DefaultSessionTtl, DisconnectExpiredCert = read.DisconnectExpiredCert, LockingMode = read.StrictLocking ? Strictness.Strict : Strictness.BestEffort };
    }

    /// <summary>What the configuration sets; null when it sets nothing of it.</summary>
    internal static AuthPreference? OfFile(AuthConfiguration auth) => auth.Authentication is not { } read ? null : Default with
    {
        DefaultSessionTtl = read.DefaultSessionTtl,
        DisconnectExpiredCert = read.DisconnectExpiredCert,
        LockingMode = read.StrictLocking ? Strictness.Strict : Strictness.BestEffort,
    };

    /// <inheritdoc/>
    public override JsonObject WriteSpec()
    {
        var spec = new JsonObject { ["type"] = "local", ["second_factor"] = "off" };
        if (DefaultSessionTtl is { } ttl)
            spec["default_session_ttl"] = GoDuration.Format(ttl);
        spec["disconnect_expired_cert"] = DisconnectExpiredCert;
        spec["locking_mode"] = LockingMode.Name();
        return spec;
    }
}
