using System.CommandLine;
using Hindsight.Client;
using Hindsight.Client.Logins;
using Hindsight.Recording.Records;

namespace Hindsight.Tsh;

/// <summary>Finds the login a command uses, and runs the command with it.</summary>
internal sealed class Login(ProfileStore store, TimeProvider time)
{
    private static readonly TimeSpan EndsSoon = TimeSpan.FromMinutes(10);

    /// <summary>Which server.</summary>
    internal Option<string?> Proxy { get; } = new("--proxy") { Description = "The server, if not the one of the last login; also $TELEPORT_PROXY.", HelpName = "HOST[:PORT]", Recursive = true };

    /// <summary>A login in a file.</summary>
    internal Option<string?> Identity { get; } = new("--identity", "-i") { Description = "A login that tsh login --out=FILE has written, for scripts.", HelpName = "FILE", Recursive = true };

    /// <summary>The logins of this account.</summary>
    internal ProfileStore Store => store;

    /// <summary>The server that was named, or null.</summary>
    internal string? ProxyOf(ParseResult parse) =>
        (parse.GetValue(Proxy) ?? Environment.GetEnvironmentVariable("TELEPORT_PROXY")) is { Length: > 0 } proxy ? ProxyAddress.Parse(proxy) : null;

    /// <summary>Runs what needs no server, and says in a sentence what went wrong.</summary>
    internal static async Task<int> RunAsync(ParseResult parse, Func<Task<int>> work)
    {
        var errors = parse.InvocationConfiguration.Error;
        try
        {
            return await work();
        }
        catch (Failure e)
        {
            await errors.WriteLineAsync($"tsh: {e.Message}");
            return e.ExitCode;
        }
        catch (LoginException e)
        {
            await errors.WriteLineAsync($"tsh: {e.Message}");
            return e.IsUsage ? ExitCode.Usage : ExitCode.Refused;
        }
        catch (ApiException e) when (e.Code == "not_signed_in")
        {
            await errors.WriteLineAsync("tsh: this login has ended: sign in again with tsh login");
            return ExitCode.Refused;
        }
        catch (ApiException e)
        {
            await errors.WriteLineAsync($"tsh: {e.Message}");
            return ExitCode.Refused;
        }
        catch (ServerUnreachableException e)
        {
            await errors.WriteLineAsync($"tsh: {LoginFinder.Explain(e)}");
            return ExitCode.NoServer;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("tsh: stopped");
            return ExitCode.Cancelled;
        }
        catch (RecordingFormatException e)
        {
            await errors.WriteLineAsync($"tsh: {e.Message}");
            return ExitCode.BadRecording;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"tsh: {e.Message}");
            return ExitCode.Output;
        }
    }

    /// <summary>The same with a server.</summary>
    internal Task<int> RunAsync(ParseResult parse, Func<UserClient, Profile, Task<int>> work) => RunAsync(parse, async () =>
    {
        var profile = Find(parse);
        using var client = profile.Connect();
        return await work(client, profile);
    });

    /// <summary>The login that was asked for, or the current one. Says when it is about to end.</summary>
    internal Profile Find(ParseResult parse)
    {
        var proxy = ProxyOf(parse);
        var now = time.GetUtcNow();
        var profile = LoginFinder.Find(store, parse.GetValue(Identity), proxy, now);
        var left = profile.Expires - now;
        if (left < EndsSoon)
            parse.InvocationConfiguration.Error.WriteLine($"tsh: this login ends in {(int)left.TotalMinutes + 1} min; sign in again with tsh login --proxy={profile.Proxy}");
        return profile;
    }
}
