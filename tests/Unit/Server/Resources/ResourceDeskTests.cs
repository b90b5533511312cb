using Hindsight.Server.Audit;
using Hindsight.Server.Configuration;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Resources;

public sealed class ResourceDeskTests
{
    private static readonly ServerConfiguration FileOff = new() { Auth = new AuthConfiguration { SessionRecording = SessionRecordingMode.Off } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    // The configuration says something: it replaces whatever is stored.
    [InlineData(true, null, "off config-file")]
    [InlineData(true, "defaults", "off config-file")]
    [InlineData(true, "config-file", "off config-file")]
    [InlineData(true, "dynamic", "off config-file")]
    // It says nothing: only what was set while the server ran stays.
    [InlineData(false, null, "node defaults")]
    [InlineData(false, "defaults", "node defaults")]
    [InlineData(false, "config-file", "node defaults")]
    [InlineData(false, "dynamic", "proxy dynamic")]
    public async Task At_the_start_the_configuration_takes_precedence(bool inFile, string? stored, string expected)
    {
        using var test = await TestDatabase.CreateAsync();
        if (stored is not null)
            await test.Store.WriteAsync(RecordingConfig.Default with { Mode = SessionRecordingMode.Proxy }, ResourceOrigins.Parse(stored), WriteWhen.Always, null, "root", Cancellation);
        await test.StartAsync(inFile ? FileOff : new ServerConfiguration());
        var now = test.Desk().Find(ResourceKind.Of("session_recording_config"), null)!;
        Assert.Equal(expected, $"{((RecordingConfig)now.Resource).Mode.Name()} {now.Origin.Name()}");
    }

    [Fact]
    public async Task A_dynamic_change_of_what_the_file_sets_lasts_until_the_next_start()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.StartAsync(FileOff);
        Assert.Null((await CreateAsync(test, Mode("node"), force: true, confirm: true)).Problem);
        Assert.Equal(SessionRecordingMode.Node, test.Resources.Recording.Mode);
        await test.StartAsync(FileOff);
        Assert.Equal(SessionRecordingMode.Off, test.Resources.Recording.Mode);
    }

    [Theory]
    [InlineData("defaults", false, false, "session recording configuration has been updated")]
    [InlineData("defaults", true, false, "session recording configuration has been updated")]
    [InlineData("dynamic", false, false, "A non-default session recording configuration already exists")]
    [InlineData("dynamic", true, false, "session recording configuration has been updated")]
    [InlineData("config-file", false, false, "A non-default session recording configuration already exists")]
    [InlineData("config-file", false, true, "A non-default session recording configuration already exists")]
    [InlineData("config-file", true, false, "managed by teleport.yaml")]
    [InlineData("config-file", true, true, "session recording configuration has been updated")]
    public async Task Creating_the_only_one_there_is(string origin, bool force, bool confirm, string sentence)
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Store.WriteAsync(RecordingConfig.Default, ResourceOrigins.Parse(origin), WriteWhen.Always, null, "root", Cancellation);
        var (done, problem) = await CreateAsync(test, Mode("off"), force, confirm);
        Assert.Contains(sentence, done ?? problem!.Message, StringComparison.Ordinal);
        var stored = test.Resources.FindStored(ResourceKind.Of("session_recording_config"), RecordingConfig.FixedName)!;
        Assert.Equal(done is null ? origin : "dynamic", stored.Origin.Name());
    }

    [Theory]
    [InlineData("defaults", "session recording configuration has been reset to defaults")]
    [InlineData("dynamic", "session recording configuration has been reset to defaults")]
    [InlineData("config-file", "set in teleport.yaml, so it can't be reset")]
    public async Task Removing_the_only_one_there_is_resets_it(string origin, string sentence)
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Store.WriteAsync(RecordingConfig.Default with { Mode = SessionRecordingMode.Off }, ResourceOrigins.Parse(origin), WriteWhen.Always, null, "root", Cancellation);
        var (done, problem) = await test.Desk().RemoveAsync(ResourceKind.Of("session_recording_config"), null, "root", Cancellation);
        Assert.Contains(sentence, done ?? problem!.Message, StringComparison.Ordinal);
        Assert.Equal(done is null ? SessionRecordingMode.Off : SessionRecordingMode.Node, test.Resources.Recording.Mode);
    }

    [Fact]
    public async Task Of_two_who_edit_at_once_the_second_is_told()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.StartAsync();
        var revision = test.Resources.FindStored(ResourceKind.Of("role"), "access")!.Revision;
        var first = Written("kind: role\nversion: v7\nmetadata: {name: access, description: first}\nspec: {}\n") with { Revision = revision };
        Assert.Equal("role \"access\" has been updated", (await test.Desk().UpdateAsync(first, "anna", Cancellation)).Done);
        var (done, problem) = await test.Desk().UpdateAsync(first with { }, "bob", Cancellation);
        Assert.Null(done);
        Assert.Equal(("changed_meanwhile", true), (problem!.Code, problem.Message.StartsWith("anna changed the role \"access\" meanwhile", StringComparison.Ordinal)));
        Assert.Equal("first", test.Resources.Role("access")!.Description);
        Assert.Equal("no_revision", (await test.Desk().UpdateAsync(first with { Revision = null }, "bob", Cancellation)).Problem!.Code);
    }

    [Fact]
    public async Task Others_are_overwritten_only_when_asked_and_deleted_only_when_unused()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.StartAsync();
        const string role = "kind: role\nversion: v4\nmetadata: {name: ops}\nspec: {}\n";
        Assert.Equal("role \"ops\" has been created", (await CreateAsync(test, role)).Done);
        Assert.Contains("already exists: use -f or --force", (await CreateAsync(test, role)).Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("role \"ops\" has been updated", (await CreateAsync(test, role, force: true)).Done);

        Assert.Contains("There is no role king", (await CreateAsync(test, "kind: user\nversion: v2\nmetadata: {name: u}\nspec: {roles: [king]}\n")).Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("user \"u\" has been created", (await CreateAsync(test, "kind: user\nversion: v2\nmetadata: {name: u}\nspec: {roles: [ops]}\n")).Done);
        Assert.Contains("in use by u", (await test.Desk().RemoveAsync(ResourceKind.Of("role"), "ops", "root", Cancellation)).Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("user \"u\" has been deleted", (await test.Desk().RemoveAsync(ResourceKind.Of("user"), "u", "root", Cancellation)).Done);
        Assert.Equal("role \"ops\" has been deleted", (await test.Desk().RemoveAsync(ResourceKind.Of("role"), "ops", "root", Cancellation)).Done);
        Assert.Equal("not_found", (await test.Desk().RemoveAsync(ResourceKind.Of("role"), "ops", "root", Cancellation)).Problem!.Code);
    }

    [Fact]
    public async Task Presets_are_made_once_and_can_be_repaired()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.StartAsync();
        Assert.Equal(3, test.Resources.List<Role>("role").Count());
        await test.Desk().RemoveAsync(ResourceKind.Of("role"), "auditor", "root", Cancellation);
        await CreateAsync(test, "kind: role\nversion: v7\nmetadata: {name: access}\nspec: {}\n", force: true);
        await test.StartAsync();
        Assert.Equal(["access", "editor"], test.Resources.List<Role>("role").Select(r => r.Name));
        Assert.Empty(test.Resources.Role("access")!.Allow.Rules);
        Assert.Equal(["role \"access\" has been updated", "role \"auditor\" has been created", "role \"editor\" has been updated"], await test.Desk().RepairAsync(null, "root", Cancellation));
        Assert.Equal(Presets.All[0].WriteSpec().ToJsonString(), test.Resources.Role("access")!.WriteSpec().ToJsonString());
    }

    [Fact]
    public async Task Desktops_of_the_file_are_shown_and_left_alone()
    {
        using var test = await TestDatabase.CreateAsync();
        var configuration = new ServerConfiguration
        {
            DesktopService = new DesktopServiceConfiguration { Enabled = true, StaticHosts = [new DesktopHostConfiguration { Name = "fixed", Address = new ListenAddress("192.0.2.1", 3389) }] },
        };
        var desk = test.Desk(configuration);
        var kind = ResourceKind.Of("windows_desktop");
        Assert.Null((await desk.CreateAsync(Written("kind: windows_desktop\nversion: v3\nmetadata: {name: added}\nspec: {addr: 192.0.2.2}\n"), false, false, "root", Cancellation)).Problem);
        Assert.Equal("config_file", (await desk.CreateAsync(Written("kind: windows_desktop\nversion: v3\nmetadata: {name: fixed}\nspec: {addr: 192.0.2.2}\n"), true, true, "root", Cancellation)).Problem!.Code);
        Assert.Equal("config_file", (await desk.RemoveAsync(kind, "fixed", "root", Cancellation)).Problem!.Code);
        Assert.Equal(["added dynamic", "fixed config-file"], desk.List(kind).Select(d => $"{d.Resource.Name} {d.Origin.Name()}"));
        var catalog = new Hindsight.Server.Desktops.DesktopCatalog(configuration, test.Resources);
        Assert.Equal(["added", "fixed"], catalog.All.Select(d => d.Name));
        Assert.Equal("192.0.2.2:3389", catalog.Find("added")!.Address.ToString());
    }

    [Fact]
    public async Task Everything_is_there_again_after_a_restart_and_in_the_audit_log()
    {
        using var test = await TestDatabase.CreateAsync();
        await CreateAsync(test, "kind: lock\nversion: v2\nmetadata: {name: l}\nspec: {target: {user: bob}, message: gone}\n");
        var again = new ClusterResources(test.Clock);
        using var store = new ResourceStore(test.Database, again, test.Audit, test.Clock, []);
        await store.LoadAsync(Cancellation);
        Assert.Equal("gone", again.Locks.Single().Message);
        Assert.Equal(["lock.created TLK00I"], await test.EventsAsync());
        var body = (await test.Reader.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1, AuditFilter.All, Cancellation)).Items[0];
        Assert.Equal(("root", "bob"), ((string)body["user"]!, (string)body["target"]!["user"]!));
    }

    [Fact]
    public async Task Ten_thousand_roles_are_read_and_decided_upon()
    {
        using var test = await TestDatabase.CreateAsync();
        test.Resources.Put([.. Enumerable.Range(0, 10_000).Select(i => Stored(test, new Role { Name = $"r{i}", Version = "v7", Allow = new RoleConditions { DesktopLabels = new LabelMatchers(new Dictionary<string, IReadOnlyList<string>> { ["n"] = [$"{i}"] }), DesktopLogins = ["ops"] } }))]);
        var subject = new Hindsight.Server.Access.Subject("alice", [.. Enumerable.Range(0, 10_000).Select(i => $"r{i}")]);
        var desktop = new Hindsight.Server.Access.DesktopTraits("d", new Dictionary<string, string> { ["n"] = "9999" }, []);
        Assert.Equal("allowed by the role r9999", test.Policy.CanConnect(subject, desktop, "ops").Rule);
        Assert.Contains("many; tctl get roles", test.Desk().RoleNames(), StringComparison.Ordinal);
    }

    private static StoredResource Stored(TestDatabase test, Resource resource) => new(resource, ResourceOrigin.Dynamic, "1", test.Clock.GetUtcNow(), "", test.Clock.GetUtcNow(), "");

    private static Task<(string? Done, Hindsight.Server.Http.Problem? Problem)> CreateAsync(TestDatabase test, string text, bool force = false, bool confirm = false) =>
        test.Desk().CreateAsync(Written(text), force, confirm, "root", Cancellation);

    private static WrittenResource Written(string text)
    {
        var (resources, problems) = ResourceText.Read(text);
        Assert.Empty(problems);
        return Assert.Single(resources);
    }

    private static string Mode(string mode) => $"kind: session_recording_config\nversion: v2\nspec: {{mode: {mode}}}\n";
}
