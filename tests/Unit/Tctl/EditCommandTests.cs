using Hindsight.Server.Configuration;
using Hindsight.Unit.Server;
using Hindsight.Unit.Server.Web;
using Xunit;

namespace Hindsight.Unit.Tctl;

/// <summary><c>tctl edit</c> with scripts for editors. One class, so that only one sets the environment at a time.</summary>
public sealed class EditCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("EDITOR");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("EDITOR", _before);
        _directory.Dispose();
    }

    [Fact]
    public async Task What_was_changed_is_stored_and_holds_at_once()
    {
        await using var server = await TestServer.StartAsync();
        Editor("sed -i 's/mode: node/mode: \"off\"/' \"$1\"");
        Assert.Equal((0, "session recording configuration has been updated\n", ""), await EditAsync(server, "session_recording_config"));
        Assert.Contains("mode: \"off\"\n", (await TctlRun.OnAsync(server, "get", "session_recording_config")).Output, StringComparison.Ordinal);
        Editor("sed -i 's/desktop: true/desktop: false/' \"$1\"");
        Assert.Equal((0, "role \"access\" has been updated\n", ""), await EditAsync(server, "role/access"));
    }

    [Fact]
    public async Task Nothing_changed_is_nothing_done()
    {
        await using var server = await TestServer.StartAsync();
        Editor("stat -c %a \"$1\" > mode; basename \"$1\" > name");
        Assert.Equal((0, "edit canceled, no changes made\n", ""), await EditAsync(server, "role/access"));
        Assert.Equal("600\n", await File.ReadAllTextAsync(_directory.File("mode"), TestContext.Current.CancellationToken));
        Assert.Matches("^teleport-resource.*\\.yaml\n$", await File.ReadAllTextAsync(_directory.File("name"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_text_with_faults_opens_again_with_the_faults_on_top()
    {
        await using var server = await TestServer.StartAsync();
        // The first time it makes a fault, the second it shows that the fault and its own change are there, and mends it.
        Editor("if [ ! -e once ]; then touch once; sed -i 's/max_session_ttl: 30h/max_session_ttl: soon/' \"$1\"; else cp \"$1\" second; sed -i 's/max_session_ttl: soon/max_session_ttl: 5h/' \"$1\"; fi");
        Assert.Equal((0, "role \"access\" has been updated\n", ""), await EditAsync(server, "role/access"));
        var second = await File.ReadAllTextAsync(_directory.File("second"), TestContext.Current.CancellationToken);
        Assert.StartsWith("#! The text has a fault:\n#! line 11, column 22: spec.options.max_session_ttl: \"soon\" is not a length of time", second, StringComparison.Ordinal);
        Assert.Contains("\nkind: role\n", second, StringComparison.Ordinal);
        Assert.Contains("max_session_ttl: soon\n", second, StringComparison.Ordinal);
        Assert.Contains("max_session_ttl: 5h\n", (await TctlRun.OnAsync(server, "get", "role/access")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_stays_cancels_and_keeps_the_text()
    {
        await using var server = await TestServer.StartAsync();
        Editor("sed -i 's/max_session_ttl: 30h/max_session_ttl: soon/' \"$1\"");
        var (code, output, errors) = await EditAsync(server, "role/access");
        Assert.Equal((3, ""), (code, output));
        Assert.Contains("edit canceled, for the text was left as it was refused", errors, StringComparison.Ordinal);
        Assert.Contains("max_session_ttl: soon", Kept(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_resource_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        Editor("sed -i 's/name: access/name: excess/' \"$1\"");
        var (code, _, errors) = await EditAsync(server, "role/access");
        Assert.Equal((3, true), (code, errors.Contains("renaming resources is not supported with tctl edit", StringComparison.Ordinal)));
        Assert.Contains("name: excess", Kept(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_second_is_told_and_loses_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await File.WriteAllTextAsync(_directory.File("other.yaml"), "kind: role\nversion: v7\nmetadata: {name: access, description: other}\nspec: {}\n", TestContext.Current.CancellationToken);
        // While the editor is open somebody else writes the same role.
        Editor("sed -i 's/max_session_ttl: 30h/max_session_ttl: 7h/' \"$1\"; touch open; while [ ! -e go ]; do sleep 0.05; done");
        var editing = EditAsync(server, "role/access");
        while (!File.Exists(_directory.File("open")))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await TctlRun.OnAsync(server, "create", "-f", _directory.File("other.yaml"))).Code);
        await File.WriteAllTextAsync(_directory.File("go"), "", TestContext.Current.CancellationToken);
        var (code, _, errors) = await editing;
        Assert.Equal(3, code);
        Assert.Contains("changed the role \"access\" meanwhile", errors, StringComparison.Ordinal);
        Assert.Contains("max_session_ttl: 7h", Kept(errors), StringComparison.Ordinal);
        Assert.Contains("description: other\n", (await TctlRun.OnAsync(server, "get", "role/access")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_manages_is_warned_of()
    {
        await using var server = await TestServer.StartAsync(c => c with { Auth = c.Auth with { SessionRecording = SessionRecordingMode.Off } });
        Editor("sed -i 's/mode: \"off\"/mode: node/' \"$1\"");
        var (code, output, errors) = await EditAsync(server, "session_recording_config");
        Assert.Equal((0, "session recording configuration has been updated\n"), (code, output));
        Assert.Contains("managed by teleport.yaml: a change made here is lost at the next start", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_that_fails_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        Editor("exit 7");
        var (code, _, errors) = await EditAsync(server, "role/access");
        Assert.Equal((1, true), (code, errors.Contains("failed (7), so nothing was changed", StringComparison.Ordinal)));
    }

    /// <summary>The text whose path the message names; it is gone afterwards.</summary>
    private static string Kept(string errors)
    {
        var path = errors.Split("your text is kept in ")[1].Trim();
        var text = File.ReadAllText(path);
        File.Delete(path);
        return text;
    }

    private void Editor(string script)
    {
        var path = _directory.File("editor.sh");
        File.WriteAllText(path, $"cd '{_directory.Path}'\n{script}\n");
        Environment.SetEnvironmentVariable("EDITOR", $"sh {path}");
    }

    private static Task<(int Code, string Output, string Errors)> EditAsync(TestServer server, string what) => TctlRun.OnAsync(server, "edit", what);
}
