using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Policy;

/// <summary>What is recorded, by the configuration file, by settings and by roles, with a real desktop and the command lines.</summary>
public sealed class RecordingPolicyTests(PolicyHost host) : IClassFixture<PolicyHost>
{
    [Fact]
    public async Task What_the_file_turns_off_can_be_turned_on_until_the_next_start()
    {
        const string off = "session_recording: off";
        var first = await host.StartAsync(off);
        first.KeepDirectory = true;
        await using (first)
        {
            using var user = await SignedIn.AsAsync(first, HindsightServer.User, first.Password);
            var session = await host.SessionAsync(user, user);
            Assert.Equal((false, "the cluster's mode is off", "off"), (session.On, session.Rule, session.Row["state"]!.GetValue<string>()));
            var refused = await first.TctlAsync("kind: session_recording_config\nversion: v2\nspec: {mode: node}\n", "create", "-f");
            Assert.Equal((3, true), (refused.ExitCode, refused.Error.Contains("--confirm", StringComparison.Ordinal)));
            Assert.Equal(3, (await first.TctlAsync(null, "rm", "session_recording_config")).ExitCode);
            var edited = await first.EditAsync("session_recording_config", "sed -i 's/mode: \"off\"/mode: node-sync/' \"$1\"");
            Assert.Equal((0, "session recording configuration has been updated"), (edited.ExitCode, edited.Output.Trim()));
            Assert.Contains("a change made here is lost at the next start", edited.Error, StringComparison.Ordinal);
            Assert.Equal("the cluster's mode is node-sync and the role access leaves recording on", (await host.SessionAsync(user, user)).Rule);
        }

        await using var second = await host.StartAsync(off, first.Directory);
        using var again = await SignedIn.AsAsync(second, HindsightServer.User, second.Password);
        Assert.False((await host.SessionAsync(again, again)).On);
        Assert.Contains("teleport.dev/origin: config-file", (await second.TctlAsync(null, "get", "session_recording_config")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_holds_for_the_next_session_and_after_a_restart()
    {
        var first = await host.StartAsync();
        first.KeepDirectory = true;
        await using (first)
        {
            using var user = await SignedIn.AsAsync(first, HindsightServer.User, first.Password);
            await using var running = await host.ConnectAsync(user);
            await running.StartedAsync();
            Assert.Equal(0, (await first.EditAsync("session_recording_config", "sed -i 's/mode: node/mode: off/' \"$1\"")).ExitCode);
            Assert.False((await host.SessionAsync(user, user)).On);
            // The session that runs goes on being recorded.
            await running.LeaveAsync();
            Assert.Equal("complete", (await user.FinishedAsync(running.Sid))["state"]!.GetValue<string>());
            Assert.Equal(0, (await first.EditAsync("session_recording_config", "sed -i 's/mode: \"off\"/mode: node/' \"$1\"")).ExitCode);
            Assert.True((await host.SessionAsync(user, user)).On);
            Assert.Equal(0, (await first.EditAsync("session_recording_config", "sed -i 's/mode: node/mode: off/' \"$1\"")).ExitCode);
        }

        await using var second = await host.StartAsync(reuseDirectory: first.Directory);
        using var again = await SignedIn.AsAsync(second, HindsightServer.User, second.Password);
        Assert.False((await host.SessionAsync(again, again)).On);
        Assert.Equal("session recording configuration has been reset to defaults", (await second.TctlAsync(null, "rm", "session_recording_config")).Output.Trim());
        Assert.True((await host.SessionAsync(again, again)).On);
    }

    [Fact]
    public async Task The_role_no_desktop_recording_stops_it_alone_and_not_with_another()
    {
        await using var server = await host.StartAsync();
        await server.CreateAsync("""
            kind: role
            version: v4
            metadata:
              name: no_desktop_recording
            spec:
              options:
                record_session:
                  desktop: false
              allow:
                windows_desktop_labels:
                  '*': '*'
                windows_desktop_logins: ['{{internal.windows_logins}}']
            """);
        await server.AddUserAsync("nora", "no_desktop_recording");
        await server.AddUserAsync("otto", "no_desktop_recording,access");
        using var auditor = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        using var nora = await SignedIn.AsAsync(server, "nora", server.Password);
        using var otto = await SignedIn.AsAsync(server, "otto", server.Password);
        var alone = await host.SessionAsync(nora, auditor);
        Assert.Equal((false, "every role (no_desktop_recording) turns recording off"), (alone.On, alone.Rule));
        var both = await host.SessionAsync(otto, auditor);
        Assert.Equal((true, "the cluster's mode is node and the role access leaves recording on"), (both.On, both.Rule));
        var explained = await server.TctlAsync(null, "recordings", "policy", "--user=nora", "--desktop=desk", $"--login={DesktopHost.User}");
        Assert.Contains("A session would not be recorded, because every role (no_desktop_recording) turns recording off", explained.Output, StringComparison.Ordinal);
        var listed = await server.TctlAsync(null, "recordings", "ls");
        Assert.Contains($"windows nora ", listed.Output, StringComparison.Ordinal);
        Assert.Matches(@"nora +desk +\w+ +\d+ \d{4} .* UTC off", listed.Output);
    }
}
