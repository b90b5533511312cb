using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;
using Hindsight.Unit.Server.Web;
using Xunit;

namespace Hindsight.Unit.Tctl;

/// <summary><c>tctl get</c>, <c>create</c>, <c>edit</c>, <c>rm</c> and what stands on them.</summary>
public sealed class ResourceCommandsTests
{
    private const string Ops = "kind: role\nversion: v4\nmetadata:\n  name: ops\nspec:\n  allow:\n    windows_desktop_labels:\n      env: lab\n    windows_desktop_logins:\n    - ops\n";

    [Fact]
    public async Task A_role_is_made_read_changed_and_deleted()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal((0, "role \"ops\" has been created\n"), await CreateAsync(server, Ops));
        var (code, _, errors) = await TctlRun.WithInputAsync(server, Ops, "create");
        Assert.Equal((3, "tctl: The role \"ops\" already exists: use -f or --force to overwrite it.\n"), (code, errors));
        Assert.Equal((0, "role \"ops\" has been updated\n"), await CreateAsync(server, Ops, "-f"));

        var yaml = (await TctlRun.OnAsync(server, "get", "role/ops")).Output;
        Assert.StartsWith("kind: role\nversion: v4\nmetadata:\n  name: ops\n  revision: ", yaml, StringComparison.Ordinal);
        Assert.Equal((0, "role \"ops\" has been updated\n"), await CreateAsync(server, yaml, "-f"));
        var json = JsonNode.Parse((await TctlRun.OnAsync(server, "get", "roles,users", "--format=json")).Output)!.AsArray();
        Assert.Equal(["access", "auditor", "editor", "ops"], json.Select(r => (string)r!["metadata"]!["name"]!));
        var text = (await TctlRun.OnAsync(server, "get", "roles", "--format=text")).Output;
        Assert.Contains("role access  teleport.internal/resource-type=preset Open desktops", text, StringComparison.Ordinal);
        Assert.Equal((0, "role \"ops\" has been deleted\n"), Short(await TctlRun.OnAsync(server, "rm", "role/ops")));
        Assert.Equal(3, (await TctlRun.OnAsync(server, "get", "role/ops")).Code);
    }

    [Theory]
    [InlineData("get king", 3, "There is no kind of resource \"king\": the kinds are role, user")]
    [InlineData("get role/none", 3, "There is no role \"none\"")]
    [InlineData("rm roles", 1, "name the resource to delete, such as roles/NAME")]
    [InlineData("edit roles", 1, "exactly one resource may be edited")]
    [InlineData("edit role/access,role/editor", 1, "exactly one resource may be edited")]
    [InlineData("create /no/such/file", 1, "can't be read")]
    [InlineData("lock", 1, "name what to lock with --user, --role, --login, --windows-desktop")]
    [InlineData("lock --user=x --ttl=5d", 1, "--ttl: \"5d\" is not a length of time")]
    [InlineData("lock --user=x --ttl=5h --expires=2030-01-01", 1, "use one of them")]
    [InlineData("tokens add --type=king", 3, "there is no service king here")]
    [InlineData("presets repair king", 3, "There is no preset king")]
    [InlineData("recordings policy --user=x --desktop=d1 --login=y", 3, "There is no user x")]
    [InlineData("recordings ls --last=1d", 1, "--last: \"1d\" is not a length of time")]
    [InlineData("recordings ls --from-utc=2020-01-01 --to-utc=2026-01-01", 1, "too large")]
    [InlineData("recordings ls --from-utc=yesterday", 1, "is not a day")]
    [InlineData("recordings ls --last=1h --to-utc=2026-01-01", 1, "use one of them")]
    [InlineData("audit ls --limit=0", 1, "--limit is not a number from 1 to 100000")]
    public async Task What_can_not_be_done_is_told_in_a_sentence(string command, int code, string reason)
    {
        await using var server = await TestServer.StartAsync();
        var result = await TctlRun.OnAsync(server, command.Split(' '));
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
        Assert.Equal((code, ""), (result.Code, result.Output));
    }

    [Fact]
    public async Task Every_fault_of_a_text_is_named_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var result = await TctlRun.WithInputAsync(server, Ops.Replace("spec:", "specs: {}\nspec:", StringComparison.Ordinal).Replace("    windows_desktop_logins", "    rules: []\n    windows_desktop_login", StringComparison.Ordinal) + "  options:\n    max_session_ttl: 1y\n", "create");
        Assert.Equal(
            "tctl: The text has 3 faults:\nline 5, column 1: unknown key \"specs\": did you mean spec?\nline 11, column 5: unknown key \"windows_desktop_login\" in spec.allow: did you mean windows_desktop_logins?\n"
            + "line 14, column 22: spec.options.max_session_ttl: \"1y\" is not a length of time, such as 30m, 12h or 1h30m\n",
            result.Errors);
    }

    [Theory]
    [InlineData(null, "defaults", "create", 0, "session recording configuration has been updated")]
    [InlineData("off", "config-file", "create", 3, "A non-default session recording configuration already exists: use -f or --force")]
    [InlineData("off", "config-file", "create -f", 3, "managed by teleport.yaml")]
    [InlineData("off", "config-file", "create -f --confirm", 0, "session recording configuration has been updated")]
    [InlineData("off", "config-file", "rm session_recording_config", 3, "so it can't be reset here")]
    [InlineData(null, "defaults", "rm session_recording_config", 0, "session recording configuration has been reset to defaults")]
    public async Task Settings_are_changed_as_their_origin_allows(string? inFile, string origin, string command, int code, string sentence)
    {
        await using var server = await TestServer.StartAsync(c => inFile is null ? c : c with { Auth = c.Auth with { SessionRecording = SessionRecordingMode.Off } });
        Assert.Contains($"teleport.dev/origin: {origin}\n", (await TctlRun.OnAsync(server, "get", "session_recording_config")).Output, StringComparison.Ordinal);
        var result = await TctlRun.WithInputAsync(server, "kind: session_recording_config\nversion: v2\nspec: {mode: node-sync}\n", command.Split(' '));
        Assert.Equal((code, true), (result.Code, (result.Output + result.Errors).Contains(sentence, StringComparison.Ordinal)));
        if (code == 0 && command.StartsWith("create", StringComparison.Ordinal))
            Assert.Contains("teleport.dev/origin: dynamic\n", (await TctlRun.OnAsync(server, "get", "recording_config")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_and_a_token_are_made_listed_and_taken_away()
    {
        await using var server = await TestServer.StartAsync();
        var locked = await TctlRun.OnAsync(server, "lock", "--user=bob", "--message=come and see us", "--ttl=10h");
        Assert.Matches("^Created a lock with name \"[0-9a-f-]{36}\"\\.\n$", locked.Output);
        var name = locked.Output.Split('"')[1];
        Assert.Contains("message: come and see us\n", (await TctlRun.OnAsync(server, "get", "locks")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await TctlRun.OnAsync(server, "rm", $"lock/{name}")).Code);
        Assert.Contains("The token: abc\n", (await TctlRun.OnAsync(server, "tokens", "add", "--type=node", "--value=abc")).Output, StringComparison.Ordinal);
        Assert.Contains("abc   Node", (await TctlRun.OnAsync(server, "tokens", "ls")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await TctlRun.OnAsync(server, "tokens", "rm", "abc")).Code);
        Assert.Contains("no token", (await TctlRun.OnAsync(server, "tokens", "ls")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recording_policy_is_explained_role_by_role()
    {
        await using var server = await TestServer.StartAsync(c => c with
        {
            DesktopService = new DesktopServiceConfiguration { Enabled = true, StaticHosts = [new DesktopHostConfiguration { Name = "d1", Address = new ListenAddress("192.0.2.1", 3389) }] },
        });
        await TctlRun.OnAsync(server, "users", "add", "alice", "--roles=access,auditor", "--windows-logins=ops");
        var result = await TctlRun.OnAsync(server, "recordings", "policy", "--user=alice", "--desktop=d1", "--login=ops");
        Assert.Equal(
            """
            alice may open d1 as ops: allowed by the role access
            A session would be recorded, because the cluster's mode is node and the role access leaves recording on
            If it can't be recorded it does not begin, or ends, because the cluster's desktop_strictness is strict

            cluster: mode node (origin defaults)
            role access: asks for desktop recording (record_session.desktop: true)
            role auditor: turns desktop recording off (record_session.desktop: false)

            """, result.Output);
        var json = JsonNode.Parse((await TctlRun.OnAsync(server, "recordings", "policy", "--user=alice", "--desktop=d1", "--login=root", "--format=json")).Output)!;
        Assert.Equal((false, true), ((bool)json["connect"]!["allowed"]!, (bool)json["recorded"]!["on"]!));
    }

    [Fact]
    public async Task The_audit_log_is_searched()
    {
        await using var server = await TestServer.StartAsync();
        await TctlRun.OnAsync(server, "users", "add", "alice", "--roles=access");
        await CreateAsync(server, Ops);
        using var failed = await server.PostAsync("/v1/webapi/sessions/web", """{"user":"alice","password":"wrong password"}""");
        async Task<List<string>> EventsAsync(params string[] arguments) =>
            [.. JsonNode.Parse((await TctlRun.OnAsync(server, ["audit", "ls", "--format=json", .. arguments])).Output)!.AsArray().Select(e => (string)e!["code"]!)];
        Assert.Equal(["T1000W"], await EventsAsync("--user=alice"));
        Assert.Equal(["T1002I"], await EventsAsync("--event=user.create"));
        Assert.Equal(["T1000W"], await EventsAsync("--event=T1000W"));
        Assert.Equal("T9000I", (await EventsAsync("--limit=2"))[1]);
        Assert.Empty(await EventsAsync("--session=none"));
        Assert.Matches(@"T1000W +user\.login +alice", (await TctlRun.OnAsync(server, "audit", "ls", "--last=1h")).Output);
        Assert.Empty(await EventsAsync("--to-utc=2020-01-31"));
        Assert.Equal("[]\n", (await TctlRun.OnAsync(server, "recordings", "ls", "--format=json")).Output);
    }

    private static async Task<(int Code, string Output)> CreateAsync(TestServer server, string text, params string[] more) => Short(await TctlRun.WithInputAsync(server, text, ["create", .. more]));

    private static (int Code, string Output) Short((int Code, string Output, string Errors) result) => (result.Code, result.Output);
}
