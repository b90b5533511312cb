using Hindsight.Client;
using Hindsight.Client.Logins;
using Hindsight.Unit.Server;
using Hindsight.Unit.Server.Web;
using Xunit;

namespace Hindsight.Unit.Tctl;

/// <summary><c>tctl</c> from another host: with a login of <c>tsh</c>, as far as the person's roles allow.</summary>
public sealed class RemoteTests : IDisposable
{
    private readonly TemporaryDirectory _account = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("editor")]
    [InlineData("auditor")]
    [InlineData("access")]
    public async Task Roles_say_what_somebody_may_do_from_elsewhere(string role)
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("carol", ["access"], null, Cancellation);
        var login = await SignInAsync(server, "alice", role);
        foreach (var (command, roles) in ((string, string)[])
        [
            ("status", "editor auditor access"),
            ("get roles", "editor"),
            ("get session_recording_config", "editor"),
            ("rm session_recording_config", "editor"),
            ("users ls", "editor"),
            ("users add bob --roles=access", "editor"),
            ("users reset carol --ttl=30m", "editor"),
            ("users rm carol", "editor"),
            ("lock --user=carol", "editor"),
            ("tokens add --type=node", "editor"),
            ("tokens ls", "editor"),
            ("desktops ls", "editor"),
            ("presets repair", "editor"),
            ("recordings ls", "auditor access"),
            ("audit ls", "editor auditor access"),
            ("auth export --type=recording", "editor auditor access"),
            ("auth rotate --type=recording", ""),
        ])
        {
            var before = await DenialsAsync(server);
            var result = await TctlRun.WithLoginsAsync(Store, "", [.. command.Split(' '), "--identity", login]);
            var allowed = roles.Split(' ').Contains(role);
            Assert.Equal((command, allowed ? 0 : 3, allowed ? 0 : 1), (command, result.Code, await DenialsAsync(server) - before));
        }
    }

    [Fact]
    public async Task What_somebody_did_has_their_name()
    {
        await using var server = await TestServer.StartAsync();
        var login = await SignInAsync(server, "alice", "editor");
        Assert.Equal(0, (await TctlRun.WithLoginsAsync(Store, "", "users", "add", "bob", "--roles=access", "--identity", login)).Code);
        var made = (await server.Admin.ListAuditAsync("event=user.create&limit=1", Cancellation)).Items[0];
        Assert.Equal(("alice", "bob"), ((string)made["user"]!, (string)made["name"]!));
        var status = await TctlRun.WithLoginsAsync(Store, "", "status", "--identity", login);
        Assert.DoesNotContain("data_dir", status.Output, StringComparison.Ordinal);
        Assert.Contains("data_dir", (await TctlRun.OnAsync(server, "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_on_users_holds_from_elsewhere_too()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("carol", ["access"], null, Cancellation);
        await server.Admin.Resources.CreateAsync(
            """
            kind: role
            version: v7
            metadata: {name: helpdesk}
            spec:
              allow:
                rules:
                - resources: [user]
                  verbs: [list, read, update]
                  where: equals(resource.metadata.name, "carol")
            """, false, false, Cancellation);
        var login = await SignInAsync(server, "alice", "helpdesk");
        async Task<int> CodeAsync(params string[] command) => (await TctlRun.WithLoginsAsync(Store, "", [.. command, "--identity", login])).Code;
        Assert.Equal((0, 3, 3), (await CodeAsync("users", "reset", "carol"), await CodeAsync("users", "reset", "alice"), await CodeAsync("users", "rm", "carol")));
        var listed = await TctlRun.WithLoginsAsync(Store, "", "users", "ls", "--identity", login);
        Assert.Contains("carol", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_is_named_or_the_one_of_the_last_login()
    {
        await using var server = await TestServer.StartAsync();
        var profile = ProfileStore.Read(await SignInAsync(server, "alice", "editor"));
        Store.Keep(profile);
        Assert.Equal(0, (await TctlRun.WithLoginsAsync(Store, "", "get", "roles", $"--auth-server={profile.Proxy}")).Code);
        Assert.Equal(0, (await TctlRun.WithLoginsAsync(Store, "", "get", "roles", "--proxy", profile.Proxy)).Code);
        var other = await TctlRun.WithLoginsAsync(Store, "", "get", "roles", "--auth-server=elsewhere.example");
        Assert.Equal((3, "tctl: you are not signed in at elsewhere.example:3080: tsh login --proxy=elsewhere.example:3080\n"), (other.Code, other.Errors));
        Assert.Equal(1, (await TctlRun.WithLoginsAsync(Store, "", "get", "roles", $"--auth-server={profile.Proxy}", "--data-dir=/x")).Code);
        Assert.Equal(1, (await TctlRun.WithLoginsAsync(Store, "", "get", "roles", "--auth-server=a b")).Code);

        using (var client = profile.Connect())
        {
            await client.GetSessionAsync(Cancellation);
            await client.SignOutAsync(Cancellation);
        }

        var ended = await TctlRun.WithLoginsAsync(Store, "", "get", "roles", $"--auth-server={profile.Proxy}");
        Assert.Equal((3, "tctl: this login has ended: sign in again with tsh login\n"), (ended.Code, ended.Errors));
    }

    [Theory]
    [InlineData("users add bob --roles=access --ttl=49h", 3, "48 hours at most")]
    [InlineData("users add bob --roles=access --ttl=soon", 1, "\"soon\" is not a length of time")]
    [InlineData("users add bob --roles=access --ttl=48h", 0, "it opens once, until")]
    [InlineData("users reset carol --ttl=25h", 3, "24 hours at most")]
    [InlineData("users reset carol --ttl=10m", 0, "it opens once, until")]
    public async Task Links_open_as_long_as_is_said(string command, int code, string sentence)
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("carol", ["access"], null, Cancellation);
        var result = await TctlRun.OnAsync(server, command.Split(' '));
        Assert.Equal((code, true), (result.Code, (result.Output + result.Errors).Contains(sentence, StringComparison.Ordinal)));
    }

    private static async Task<int> DenialsAsync(TestServer server) =>
        (await server.Admin.ListAuditAsync("event=access.denied&user=alice&limit=100", Cancellation)).Items.Count;

    public void Dispose() => _account.Dispose();

    private ProfileStore Store => new(_account.File("tsh"));

    /// <summary>Makes a user with a role and a login of theirs in a file.</summary>
    private async Task<string> SignInAsync(TestServer server, string user, string role)
    {
        await server.Admin.AddUserAsync(user, [role], TestServer.Password, Cancellation);
        var pin = server.Host.Certificates[0].Sha256;
        using var client = new UserClient(server.Address, pin);
        var session = await client.SignInAsync(user, TestServer.Password, Cancellation);
        var path = _account.File(user);
        ProfileStore.Write(path, new Profile(server.Address.Authority, session.ClusterName, session.User, session.Roles, session.Expires, pin, client.SessionSecret!));
        return path;
    }
}
