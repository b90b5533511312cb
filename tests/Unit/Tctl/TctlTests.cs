using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;
using Hindsight.Server.Keys;
using Hindsight.Unit.Recording.Chunks;
using Hindsight.Unit.Server;
using Hindsight.Unit.Server.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Hindsight.Unit.Tctl;

public sealed class TctlTests
{
    [Fact]
    public async Task Users_come_and_go()
    {
        await using var server = await TestServer.StartAsync();
        var added = await TctlRun.OnAsync(server, "users", "add", "alice", "--roles=access,auditor");
        Assert.Equal(0, added.Code);
        Assert.Matches(@"^Made the user alice with the roles access, auditor\.\nGive alice this link; it opens once, until .* UTC, and is not shown again:\nhttps://127\.0\.0\.1:\d+/web/invite/[\w-]{43}\n$", added.Output);

        var listed = JsonNode.Parse((await TctlRun.OnAsync(server, "users", "ls", "--format=json")).Output)!.AsArray();
        Assert.Equal(("alice", "auditor"), ((string)listed[0]!["name"]!, (string)listed[0]!["roles"]![1]!));

        var reset = await TctlRun.WithInputAsync(server, TestServer.Password + "\n", "users", "reset", "alice", "--password-stdin");
        Assert.Equal((0, false), (reset.Code, reset.Output.Contains("https://", StringComparison.Ordinal)));
        using var signedIn = await server.PostAsync("/v1/webapi/sessions/web", $$"""{"user":"alice","password":"{{TestServer.Password}}"}""");
        Assert.True(signedIn.IsSuccessStatusCode);

        Assert.Equal(0, (await TctlRun.OnAsync(server, "users", "rm", "alice")).Code);
        Assert.Contains("tctl users add", (await TctlRun.OnAsync(server, "users", "ls")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users add alice --roles=king", 3, "the roles are access, auditor, editor")]
    [InlineData("users add Alice/.. --roles=access", 3, "A user's name has")]
    [InlineData("users rm nobody", 3, "There is no user nobody")]
    [InlineData("users reset nobody", 3, "There is no user nobody")]
    [InlineData("desktops trust nowhere", 3, "There is no desktop nowhere")]
    [InlineData("desktops trust d1", 3, "No certificate of d1 was trusted yet")]
    [InlineData("users add alice --roles=access --password-stdin", 1, "no password came")]
    [InlineData("users add alice", 1, "--roles")]
    [InlineData("recordings verify nothing", 3, "There is no recording nothing")]
    [InlineData("auth export --type=windows", 1, "recording")]
    [InlineData("users", 1, "Required command")]
    [InlineData("status --format=xml", 1, "xml")]
    public async Task What_can_not_be_done_is_told_in_a_sentence(string command, int code, string reason)
    {
        await using var server = await TestServer.StartAsync(WithDesktop);
        var result = await TctlRun.OnAsync(server, command.Split(' '));
        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_password_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var result = await TctlRun.WithInputAsync(server, "secret\n", "users", "add", "alice", "--roles=access", "--password-stdin");
        Assert.Equal((3, true), (result.Code, result.Errors.Contains("at least 12 characters", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lists_are_for_people_and_for_programs()
    {
        await using var server = await TestServer.StartAsync(WithDesktop);
        var text = await TctlRun.OnAsync(server, "desktops", "ls");
        Assert.Equal("Name Address        Labels  Graphics Certificate Trusted by\n---- -------------- ------- -------- ----------- ----------\nd1   192.0.2.1:3389 env=lab lossless -           not yet\n", text.Output);
        var yaml = await TctlRun.OnAsync(server, "desktop", "ls", "--format=yaml");
        Assert.Equal("-\n  name: \"d1\"\n  addr: \"192.0.2.1:3389\"\n  labels:\n    env: \"lab\"\n  graphics: \"lossless\"\n  certificate_sha256: null\n  certificate_pinned_by: \"not yet\"\n", yaml.Output);
        var status = JsonNode.Parse((await TctlRun.OnAsync(server, "status", "--format=json")).Output)!;
        Assert.Equal(("test-node", "node", Environment.ProcessId), ((string)status["cluster"]!, (string)status["session_recording"]!, (int)status["pid"]!));
    }

    [Fact]
    public async Task Recordings_are_verified_with_the_exported_keys()
    {
        await using var server = await TestServer.StartAsync();
        var exported = (await TctlRun.OnAsync(server, "auth", "export", "--type=recording")).Output;
        Assert.Matches(@"^Recording key [0-9a-f]{32}, made \d{4}-\d\d-\d\d\n-----BEGIN PUBLIC KEY-----\n[\s\S]+-----END PUBLIC KEY-----\n$", exported);

        using var directory = new TemporaryDirectory();
        var keys = server.Host.Application.Services.GetRequiredService<RecordingKeys>();
        var (file, pem) = (directory.File("one.hsr"), directory.File("keys.pem"));
        var session = new SyntheticSession();
        session.Keyframe(0);
        session.Pixels(4000);
        session.Finish(signer: keys.Signer);
        await File.WriteAllBytesAsync(file, session.Bytes, TestContext.Current.CancellationToken);

        // A key that is retired still checks what it signed.
        Assert.Equal(0, (await TctlRun.OnAsync(server, "auth", "rotate", "--type=recording")).Code);
        exported = (await TctlRun.OnAsync(server, "auth", "export", "--type=recording")).Output;
        Assert.Equal(2, exported.Split("BEGIN PUBLIC KEY").Length - 1);
        await File.WriteAllTextAsync(pem, exported, TestContext.Current.CancellationToken);
        var whole = await TctlRun.WithInputAsync("", "recordings", "verify", file, "--key", pem);
        Assert.Equal((0, true), (whole.Code, whole.Output.StartsWith("whole: every byte is as it was sealed\nSigned with the key ", StringComparison.Ordinal)));

        Assert.Contains("The signature was not checked", (await TctlRun.WithInputAsync("", "recordings", "verify", file)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await TctlRun.WithInputAsync("", "recordings", "verify", file, "--key", file)).Code);
        var bytes = session.Bytes;
        bytes[session.Chunks[^1].Offset + 50] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var altered = await TctlRun.WithInputAsync("", "recordings", "verify", file, "--key", pem, "--format=json");
        Assert.Equal((4, "altered"), (altered.Code, (string)JsonNode.Parse(altered.Output)!["verdict"]!));
    }

    [Fact]
    public async Task The_server_is_found_by_its_configuration()
    {
        await using var server = await TestServer.StartAsync();
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("teleport.yaml"), $"teleport:\n  data_dir: {server.Configuration.DataDirectory}\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await TctlRun.WithInputAsync("", "status", "-c", directory.File("teleport.yaml"))).Code);
    }

    [Fact]
    public async Task Where_no_server_is_it_says_how_to_start_one()
    {
        using var directory = new TemporaryDirectory();
        var result = await TctlRun.WithInputAsync("", "status", "--data-dir", directory.Path);
        Assert.Equal((2, true), (result.Code, result.Errors.Contains("start it with teleport start", StringComparison.Ordinal)));
        Assert.Equal(2, (await TctlRun.WithInputAsync("", "status", "--config", directory.File("none.yaml"))).Code);
    }

    private static ServerConfiguration WithDesktop(ServerConfiguration configuration) => configuration with
    {
        DesktopService = new DesktopServiceConfiguration
        {
            Enabled = true,
            StaticHosts = [new DesktopHostConfiguration { Name = "d1", Address = new ListenAddress("192.0.2.1", 3389), Labels = new Dictionary<string, string> { ["env"] = "lab" } }],
        },
    };
}
