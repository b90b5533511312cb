using System.Diagnostics;
using Hindsight.Server.Configuration;
using Hindsight.Server.Recorder;
using Hindsight.Unit.Server.Recorder;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>What policy does to sessions: at their start, and while they run.</summary>
public sealed class SessionPolicyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kind: lock\nversion: v2\nmetadata: {name: l}\nspec: {target: {user: alice}, message: come and see us}\n", "Locked by an administrator: come and see us")]
    [InlineData("kind: lock\nversion: v2\nmetadata: {name: l}\nspec: {target: {windows_desktop: d1}}\n", "An administrator has locked the windows desktop d1: ask them to take the lock away.")]
    [InlineData("kind: user\nversion: v2\nmetadata: {name: alice}\nspec: {roles: [auditor]}\n", "None of your roles (auditor) opens the desktop d1: ask an administrator for one that does, such as the role access.")]
    [InlineData("kind: role\nversion: v7\nmetadata: {name: access}\nspec: {allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: [other]}}\n", "The desktop d1 may be opened as other only: choose one of them.")]
    public async Task A_change_reaches_the_session_that_runs(string resource, string sentence)
    {
        await using var live = await LiveServer.StartAsync();
        var (client, _) = await live.BeginAsync();
        var clock = Stopwatch.StartNew();
        await live.Server.Admin.Resources.CreateAsync(resource, true, false, Cancellation);
        var end = await client.UntilAsync("end");
        Assert.Equal(("access_denied", sentence), ((string)end["code"]!, (string)end["message"]!));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"it took {clock.Elapsed}");
        var events = await live.Server.Admin.ListAuditAsync("event=client.disconnect", Cancellation);
        Assert.Equal(("T3006I", sentence), ((string)events.Items[0]["code"]!, (string)events.Items[0]["reason"]!));
        // And no other begins.
        if (!sentence.StartsWith("Locked", StringComparison.Ordinal))
        {
            var again = await live.OpenAsync();
            await again.SendConnectAsync(320, 200);
            Assert.Equal("access_denied", (string)(await again.UntilAsync("end"))["code"]!);
        }
    }

    [Fact]
    public async Task A_deleted_user_is_out_at_once()
    {
        await using var live = await LiveServer.StartAsync();
        var (client, _) = await live.BeginAsync();
        await live.Server.Admin.Resources.RemoveAsync("user", "alice", Cancellation);
        Assert.Equal("Your user was deleted by an administrator.", (string)(await client.UntilAsync("end"))["message"]!);
    }

    [Fact]
    public async Task Without_input_a_session_ends_after_its_time()
    {
        await using var live = await LiveServer.StartAsync();
        await live.Server.Admin.Resources.CreateAsync("kind: role\nversion: v7\nmetadata: {name: access}\nspec: {options: {client_idle_timeout: 2s}, allow: {windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}}\n", true, false, Cancellation);
        var (client, _) = await live.BeginAsync();
        var end = await client.UntilAsync("end");
        Assert.Equal(("idle", "Nothing was typed or clicked for 2s, so the session was ended (the role access says client_idle_timeout: 2s). Connect again to go on."), ((string)end["code"]!, (string)end["message"]!));
        Assert.Single((await live.Server.Admin.ListAuditAsync("event=T3006I", Cancellation)).Items);
    }

    [Fact]
    public async Task No_more_sessions_begin_than_a_role_allows()
    {
        await using var live = await LiveServer.StartAsync();
        await live.Server.Admin.Resources.CreateAsync("kind: role\nversion: v7\nmetadata: {name: access}\nspec: {options: {max_sessions: 1}, allow: {rules: [{resources: [event], verbs: [list]}], windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}}\n", true, false, Cancellation);
        var (first, _) = await live.BeginAsync();
        var second = await live.OpenAsync();
        await second.SendConnectAsync(320, 200);
        var end = await second.UntilAsync("end");
        Assert.Equal(("too_many_sessions", "You have 1 sessions, which is as many as you may have, because the role access says max_sessions: 1. End one of them first."), ((string)end["code"]!, (string)end["message"]!));
        Assert.Contains("session.rejected T1006W", await live.EventsAsync());
        await first.CloseAsync();
        await Settle.UntilAsync(() => Task.FromResult(live.Registry.CountOf("alice") == 0));
        await live.BeginAsync();
    }

    [Theory]
    [InlineData("strict", "recording_failed")]
    [InlineData("best_effort", null)]
    public async Task A_session_that_can_not_be_recorded_begins_only_on_best_effort(string strictness, string? code)
    {
        // More than any disk has.
        await using var live = await LiveServer.StartAsync(recorder: new RecorderOptions { MinimumFreeBytes = long.MaxValue });
        await live.Server.Admin.Resources.CreateAsync($"kind: session_recording_config\nversion: v2\nspec: {{desktop_strictness: {strictness}}}\n", true, true, Cancellation);
        var client = await live.OpenAsync();
        await client.SendConnectAsync(320, 200);
        if (code is not null)
        {
            Assert.Equal(code, (string)(await client.UntilAsync("end"))["code"]!);
            return;
        }

        var started = await client.UntilAsync("started");
        Assert.False((bool)started["recording"]!["on"]!);
        Assert.Contains("the cluster's desktop_strictness is best_effort", (string)started["recording"]!["rule"]!, StringComparison.Ordinal);
        Assert.Contains("session.recording.incomplete HS3001W", await live.EventsAsync());
        await client.CloseAsync();
        Assert.Equal("off", (string)(await live.FinishedAsync((string)started["sid"]!))["state"]!);
    }

    [Fact]
    public async Task What_is_not_recorded_says_by_which_rule()
    {
        await using var live = await LiveServer.StartAsync(mode: SessionRecordingMode.Node);
        await live.Server.Admin.Resources.CreateAsync("kind: role\nversion: v4\nmetadata: {name: access}\nspec: {options: {record_session: {desktop: false}, desktop_clipboard: false}, allow: {rules: [{resources: [session], verbs: [list, read]}], windows_desktop_labels: {'*': '*'}, windows_desktop_logins: ['*']}}\n", true, false, Cancellation);
        var client = await live.OpenAsync();
        await client.SendConnectAsync(320, 200);
        var started = await client.UntilAsync("started");
        Assert.Equal((false, "every role (access) turns recording off"), ((bool)started["recording"]!["on"]!, (string)started["recording"]!["rule"]!));
        Assert.False((bool)started["clipboard"]!);
        await client.CloseAsync();
        var row = await live.FinishedAsync((string)started["sid"]!);
        Assert.Equal(("off", "every role (access) turns recording off"), ((string)row["state"]!, (string)row["rule"]!));
    }
}
