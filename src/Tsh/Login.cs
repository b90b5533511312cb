using System.CommandLine;
using Hindsight.Client;
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
            await errors.WriteLineAsync($"tsh: {Explain(e)}");
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
        using var client = Connect(profile);
        return await work(client, profile);
    });

    /// <summary>The login that was asked for, or the current one. Says when it is about to end.</summary>
    internal Profile Find(ParseResult parse)
    {
        var proxy = ProxyOf(parse);
        var profile = parse.GetValue(Identity) is { } file ? ProfileStore.Read(file) : store.Find(proxy)
            ?? throw new Failure(ExitCode.Refused, proxy is null ? "you are not signed in: tsh login --proxy=HOST" : $"you are not signed in at {proxy}: tsh login --proxy={proxy}");
        var left = profile.Expires - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            throw new Failure(ExitCode.Refused, $"the login at {profile.Proxy} has ended: sign in again with tsh login --proxy={profile.Proxy}");
        if (left < EndsSoon)
            parse.InvocationConfiguration.Error.WriteLine($"tsh: this login ends in {(int)left.TotalMinutes + 1} min; sign in again with tsh login --proxy={profile.Proxy}");
        return profile;
    }

    /// <summary>A connection that is signed in.</summary>
    internal static UserClient Connect(Profile profile) => new(profile.Address, profile.CertificateSha256) { SessionSecret = profile.SessionSecret };

    private static string Explain(ServerUnreachableException error) =>
        error.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? $"the server at {error.Place} does not show the certificate that is trusted: if it was changed on purpose, sign in again with tsh login --proxy={error.Place}"
            : $"no server answers at {error.Place} ({(error.InnerException?.InnerException ?? error.InnerException)?.Message}): is it running, and is the address right?";
}
