using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Policy;

/// <summary>What becomes of sessions that can't be recorded, with disks that really do not take them.</summary>
public sealed class StrictnessTests(PolicyHost host) : IClassFixture<PolicyHost>
{
    private const string BestEffort = "sed -i 's/^    record_session:/    record_session:\\n      desktop_strictness: best_effort/' \"$1\"";

    [Theory]
    [InlineData("strict")]
    [InlineData("best_effort")]
    public async Task A_full_disk_in_mid_session_ends_strict_sessions_alone(string strictness)
    {
        await using var server = await host.StartAsync();
        await using var disk = await SpoolDisk.UnderAsync(server);
        await ChooseAsync(server, strictness);
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        await using var probe = await host.ConnectAsync(user);
        Assert.True((bool)(await probe.StartedAsync())["recording"]!["on"]!);
        await probe.UntilAsync(p => p.Width > 0, "a picture");
        await disk.HoldsAsync(1024); // of a recording of which nothing was stored, nothing is left
        await disk.FillAsync();

        // Whatever is seen from now on has no room; what was seen before may still be on its way to the disk.
        for (var i = 0; i < 1200 && !probe.End.Task.IsCompleted && !Warned(probe); i++)
        {
            await probe.MoveAsync(100 + (i * 37 % 700), 100 + (i * 53 % 500));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        if (strictness == "strict")
        {
            Assert.Equal("recording_failed", (await probe.EndedAsync())["code"]!.GetValue<string>());
        }
        else
        {
            Assert.True(Warned(probe), server.Log);
            Assert.False(probe.End.Task.IsCompleted);
            await user.EventAsync("HS3000W");
            await probe.LeaveAsync();
        }

        var row = await user.RecordingAsync(probe.Sid, r => r["end"] is not null && r["state"]!.GetValue<string>() is not ("recording" or "sealing"));
        Assert.Equal("incomplete", row["state"]!.GetValue<string>());
        await server.StopAsync();
    }

    [Theory]
    [InlineData("strict")]
    [InlineData("best_effort")]
    public async Task Without_a_spool_strict_sessions_do_not_begin(string strictness)
    {
        await using var server = await host.StartAsync();
        await ChooseAsync(server, strictness);
        var spool = Path.Combine(server.DataDirectory, "spool");
        Directory.Delete(spool, recursive: true);
        await File.WriteAllTextAsync(spool, "", TestContext.Current.CancellationToken);
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        await using var probe = await host.ConnectAsync(user);
        if (strictness == "strict")
        {
            Assert.Equal("recording_failed", (await probe.EndedAsync())["code"]!.GetValue<string>());
            var (failed, _) = await user.EventAsync("TDP00W");
            Assert.Equal("desk", failed["desktop_name"]!.GetValue<string>());
            return;
        }

        await probe.StartedAsync();
        await probe.UntilAsync(p => p.Width > 0, "a picture");
        Assert.True(Warned(probe) || !(bool)(await probe.StartedAsync())["recording"]!["on"]!, string.Join('\n', probe.Messages.Select(m => m.ToJsonString())));
        await user.EventAsync("HS3001W");
        await probe.LeaveAsync();
    }

    private static bool Warned(LiveProbe probe) => probe.Messages.Any(m => IsText(m, "type", "notice") && IsText(m, "level", "warning") && m["message"]!.GetValue<string>().Contains("no longer recorded", StringComparison.Ordinal));

    private static bool IsText(JsonNode message, string name, string text) => message[name] is JsonValue value && value.ToString() == text;

    /// <summary>The cluster is strict; a role turns that into best effort.</summary>
    private static async Task ChooseAsync(HindsightServer server, string strictness)
    {
        if (strictness == "best_effort")
            Assert.Equal(0, (await server.EditAsync("role/access", BestEffort)).ExitCode);
    }
}
