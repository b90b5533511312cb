using System.Globalization;
using System.Net;
using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Hindsight.EndToEnd.Policy;

/// <summary>Who may connect, list and play, and what ends sessions that run.</summary>
public sealed class AccessTests(PolicyHost host) : IClassFixture<PolicyHost>
{
    [Fact]
    public async Task A_lock_ends_the_running_session_within_a_second_and_keeps_the_person_out()
    {
        await using var server = await host.StartAsync();
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        await server.AddUserAsync("bob", "access");
        using var bob = await SignedIn.AsAsync(server, "bob", server.Password);
        await using var probe = await host.ConnectAsync(bob);
        await probe.StartedAsync();
        await Task.Delay(1500, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await server.TctlAsync(null, "lock", "--user=bob", "--message=come and see us")).ExitCode);
        var end = await probe.EndedAsync(10);
        Assert.Equal(("access_denied", "Locked by an administrator: come and see us"), (end["code"]!.GetValue<string>(), end["message"]!.GetValue<string>()));
        var (disconnected, _) = await user.EventAsync("T3006I");
        var (locked, _) = await user.EventAsync("TLK00I");
        Assert.InRange((Time(disconnected) - Time(locked)).TotalSeconds, 0, 1);
        Assert.Equal(probe.Sid, disconnected["sid"]!.GetValue<string>());

        // What was recorded until then is whole.
        Assert.Equal("complete", (await user.FinishedAsync(probe.Sid))["state"]!.GetValue<string>());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/webapi/sites/{HindsightServer.Cluster}/desktops");
        using var denied = await bob.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => SignedIn.AsAsync(server, "bob", server.Password));
        Assert.Contains("come and see us", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_input_the_session_ends_and_input_keeps_it()
    {
        await using var server = await host.StartAsync();
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        Assert.Equal(0, (await server.EditAsync("role/auditor", "sed -i 's/^  options:/  options:\\n    client_idle_timeout: 12s/' \"$1\"")).ExitCode);
        await using var probe = await host.ConnectAsync(user);
        await probe.StartedAsync();
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(1500, TestContext.Current.CancellationToken);
            await probe.MoveAsync(100 + i, 100);
        }

        Assert.False(probe.End.Task.IsCompleted);
        var end = await probe.EndedAsync();
        Assert.Equal("idle", end["code"]!.GetValue<string>());
        Assert.Contains("the role auditor says client_idle_timeout: 12s", end["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_lists_and_plays_everything_and_opens_nothing()
    {
        await using var server = await host.StartAsync();
        await server.AddUserAsync("bob", "access");
        await server.AddUserAsync("vera", "auditor");
        using var bob = await SignedIn.AsAsync(server, "bob", server.Password);
        using var vera = await SignedIn.AsAsync(server, "vera", server.Password);
        var session = await host.SessionAsync(bob, vera);
        var sid = session.Row["sid"]!.GetValue<string>();
        Assert.Equal(sid, Assert.Single((await vera.GetAsync("/recordings"))["items"]!.AsArray())!["sid"]!.GetValue<string>());
        Assert.NotEmpty(await vera.DownloadAsync(sid));
        var (look, _) = await vera.EventAsync("T2012I");
        Assert.Equal("vera", look["user"]!.GetValue<string>());

        Assert.Empty((await vera.GetAsync("/desktops"))["items"]!.AsArray());
        await using var probe = await host.ConnectAsync(vera);
        var end = await probe.EndedAsync(10);
        Assert.Equal("access_denied", end["code"]!.GetValue<string>());
        Assert.Contains("None of your roles (auditor)", end["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await vera.EventAsync("TDP00W");
    }

    [Fact]
    public async Task A_condition_shows_own_recordings_only()
    {
        await using var server = await host.StartAsync();
        using var auditor = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        await server.AddUserAsync("bob", "access");
        await server.AddUserAsync("eve", "access");
        using var bob = await SignedIn.AsAsync(server, "bob", server.Password);
        using var eve = await SignedIn.AsAsync(server, "eve", server.Password);
        var bobs = (await host.SessionAsync(bob, auditor)).Row["sid"]!.GetValue<string>();
        var eves = (await host.SessionAsync(eve, auditor)).Row["sid"]!.GetValue<string>();
        Assert.Equal([bobs], await ListedAsync(bob));
        Assert.Equal([eves], await ListedAsync(eve));
        Assert.Equal(2, (await ListedAsync(auditor)).Count);
        Assert.NotEmpty(await bob.DownloadAsync(bobs));
        foreach (var path in (string[])["", "/index", "/data"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/webapi/sites/{HindsightServer.Cluster}/recordings/{eves}{path}");
            using var denied = await bob.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, denied.StatusCode);
        }

        await auditor.EventAsync("HS1002W");
    }

    [Fact]
    public async Task The_person_at_the_browser_sees_why()
    {
        await using var server = await host.StartAsync();
        await using var browser = await BrowserPage.OpenAsync();
        var list = await browser.SignInAsync(server);
        var live = await browser.ConnectAsync(list, "desk", DesktopHost.User, host.Desktop.Password);
        await BrowserPage.AcceptCertificateAsync(live);
        await BrowserPage.DesktopShownAsync(live, settle: 500);
        Assert.Equal(0, (await server.TctlAsync(null, "lock", $"--user={HindsightServer.User}", "--message=come and see us")).ExitCode);
        await Expect(live.GetByText("Locked by an administrator: come and see us")).ToBeVisibleAsync(new() { Timeout = 10_000 });

        await using var second = await BrowserPage.OpenAsync();
        var page = await second.Context.NewPageAsync();
        await page.GotoAsync(server.Address.ToString());
        await page.GetByLabel("User", new() { Exact = true }).FillAsync(HindsightServer.User);
        await page.GetByLabel("Password").FillAsync(server.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("come and see us")).ToBeVisibleAsync();
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task An_editor_changes_a_role_in_the_browser()
    {
        await using var server = await host.StartAsync();
        await using var browser = await BrowserPage.OpenAsync();
        var page = await browser.SignInAsync(server);
        await page.GetByRole(AriaRole.Link, new() { Name = "Roles" }).ClickAsync();
        await page.GetByLabel("Edit access").ClickAsync();
        var text = page.GetByLabel("role access, as YAML");
        var before = await text.InputValueAsync();
        await text.FillAsync(before.Replace("max_session_ttl: 30h", "max_session_ttl: soon", StringComparison.Ordinal));
        // The fault stands at the field too, before anything is saved.
        await Expect(page.Locator(".field-fault")).ToContainTextAsync("\"soon\" is not a length of time", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".faults")).ToContainTextAsync("\"soon\" is not a length of time", new() { Timeout = 60_000 });
        await page.GetByLabel("Longest sign-in").FillAsync("20h");
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("max_session_ttl: 20h"), new() { Timeout = 60_000 });
        await page.GetByLabel("Record desktop sessions").SelectOptionAsync("false");
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("desktop: false"), new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Roles" })).ToBeVisibleAsync();
        Assert.Matches("(?s)max_session_ttl: 20h.*desktop: false", (await server.TctlAsync(null, "get", "role/access")).Output);
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        Assert.False((bool)(await user.GetAsync("/desktops"))["items"]![0]!["recording"]!["on"]!);
        Assert.Empty(browser.Problems);
    }

    private static async Task<List<string>> ListedAsync(SignedIn user) =>
        [.. (await user.GetAsync("/recordings"))["items"]!.AsArray().Select(r => r!["sid"]!.GetValue<string>())];

    private static DateTimeOffset Time(System.Text.Json.Nodes.JsonNode e) => DateTimeOffset.Parse(e["time"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
