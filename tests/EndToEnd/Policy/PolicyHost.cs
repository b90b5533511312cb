using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Policy;

/// <summary>One real desktop for all tests of policy; each starts servers of its own.</summary>
public sealed class PolicyHost : IAsyncLifetime
{
    internal DesktopHost Desktop { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Desktop = await DesktopHost.ShadowAsync();

    public async ValueTask DisposeAsync()
    {
        if (Desktop is not null)
            await Desktop.DisposeAsync();
    }

    internal Task<HindsightServer> StartAsync(string authYaml = "", string? reuseDirectory = null) =>
        HindsightServer.StartAsync([("desk", Desktop.Address)], authYaml: authYaml, reuseDirectory: reuseDirectory);

    internal Task<LiveProbe> ConnectAsync(SignedIn user) => LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, Desktop.Password);

    /// <summary>Has a short session and gives what it said about its recording, and the recording's row.</summary>
    internal async Task<(bool On, string Rule, JsonNode Row)> SessionAsync(SignedIn user, SignedIn auditor)
    {
        await using var probe = await ConnectAsync(user);
        var recording = (await probe.StartedAsync())["recording"]!;
        await probe.LeaveAsync();
        var row = await auditor.RecordingAsync(probe.Sid, r => r["end"] is not null && r["state"]!.GetValue<string>() is "complete" or "off");
        Assert.Equal(recording["rule"]!.GetValue<string>(), row["rule"]!.GetValue<string>());
        return (recording["on"]!.GetValue<bool>(), recording["rule"]!.GetValue<string>(), row);
    }
}
