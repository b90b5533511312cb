using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>Whether the cluster records sessions: the one <c>session_recording_config</c>.</summary>
internal sealed record RecordingConfig : Resource
{
    /// <summary>Its name.</summary>
    internal const string FixedName = "session-recording-config";

    /// <summary>The mode.</summary>
    public SessionRecordingMode Mode { get; init; } = SessionRecordingMode.Node;

    /// <summary>Whether keys of SSH hosts are checked.</summary>
    public bool ProxyChecksHostKeys { get; init; } = true;

    /// <summary>What happens when a desktop session can't be recorded, where no role says it. A key of ours.</summary>
    public Strictness DesktopStrictness { get; init; } = Strictness.Strict;

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("session_recording_config");

    /// <summary>What holds when nobody sets it.</summary>
    internal static RecordingConfig Default => new() { Name = FixedName, Version = "v2" };

    /// <summary>What the configuration sets; null when it sets nothing of it.</summary>
    internal static RecordingConfig? OfFile(AuthConfiguration auth) =>
        auth is { SessionRecording: null, ProxyChecksHostKeys: null }
            ? null
            : Default with { Mode = auth.SessionRecording ?? SessionRecordingMode.Node, ProxyChecksHostKeys = auth.ProxyChecksHostKeys ?? true };

    /// <summary>Reads its content.</summary>
    internal static RecordingConfig Read(ResourceReading reading)
    {
        var spec = reading.Spec;
        spec.Refuse("encryption", "how recordings are protected is set in teleport.yaml: remove the key");
        return new RecordingConfig
        {
            Name = reading.Name,
            Version = reading.Version,
            Description = reading.Description,
            Labels = reading.Labels,
            Mode = (SessionRecordingMode)spec.Choice("mode", SessionRecordingModes.Names, 0),
            ProxyChecksHostKeys = spec.Flag("proxy_checks_host_keys", true),
            DesktopStrictness = RoleOptions.ReadStrictness(spec, "desktop_strictness") ?? Strictness.Strict,
        };
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec()
    {
        var spec = new JsonObject { ["mode"] = Mode.Name(), ["proxy_checks_host_keys"] = ProxyChecksHostKeys };
        if (DesktopStrictness != Strictness.Strict)
            spec["desktop_strictness"] = DesktopStrictness.Name();
        return spec;
    }
}
