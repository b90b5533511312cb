using Hindsight.Server;
using Xunit;

namespace Hindsight.Unit.Server;

public sealed class TeleportCommandTests
{
    [Fact]
    public async Task The_sample_is_printed_written_and_checked()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("teleport.yaml");
        Assert.Equal(0, (await RunAsync("configure", "-o", file)).Code);
        Assert.Equal((await RunAsync("configure")).Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var again = await RunAsync("configure", "-o", file);
        Assert.Equal((2, true), (again.Code, again.Errors.Contains("is not overwritten", StringComparison.Ordinal)));
        var test = await RunAsync("configure", "--test", file);
        Assert.Equal((0, true), (test.Code, test.Output.Contains("is good", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("configure")]
    [InlineData("start")]
    public async Task Faults_are_listed_with_their_places(string command)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("x.yaml");
        await File.WriteAllTextAsync(file, "teleprot: {}\nauth_service:\n  enabled: perhaps\n", TestContext.Current.CancellationToken);
        var result = command == "start" ? await RunAsync("start", "--config", file) : await RunAsync("configure", "--test", file);
        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.StartsWith($"{file}:1:1: unknown key \"teleprot\": did you mean teleport?\n{file}:3:12: auth_service.enabled", result.Errors, StringComparison.Ordinal);
        Assert.Contains("these 2 faults", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "there is no file", "start", "--config", "/nowhere/teleport.yaml")]
    [InlineData(2, "is a directory", "start", "--config", "/")]
    [InlineData(1, "--bogus", "start", "--bogus")]
    [InlineData(1, "use one of them", "configure", "-o", "a", "--test", "b")]
    [InlineData(1, "Required command")]
    public async Task What_can_not_be_done_is_told(int code, string reason, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal(code, result.Code);
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_number() => Assert.Matches(@"^Hindsight teleport v\d+\.\d+\.\d+\n$", (await RunAsync("version")).Output);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        return (await TeleportCommand.RunAsync(arguments, output, errors, CancellationToken.None), output.ToString(), errors.ToString());
    }
}
