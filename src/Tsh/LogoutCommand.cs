using System.CommandLine;
using Hindsight.Client;
using Hindsight.Client.Logins;

namespace Hindsight.Tsh;

/// <summary><c>tsh logout</c>.</summary>
internal static class LogoutCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var command = new Command("logout", "Signs out at the server of the last login, or of --proxy; without --proxy at all of them.");
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, async () =>
        {
            var proxy = login.ProxyOf(parse);
            var output = parse.InvocationConfiguration.Output;
            var profiles = login.Store.All().Where(p => proxy is null || p.Proxy == proxy).ToList();
            foreach (var profile in profiles)
            {
                await EndAsync(profile, parse.InvocationConfiguration.Error, cancellation);
                login.Store.Forget(profile);
                await output.WriteLineAsync($"Signed out at {profile.Proxy}.");
            }

            if (profiles.Count == 0)
                await output.WriteLineAsync("Nobody was signed in.");
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>Ends the session on the server too; one that can't be reached must not keep anybody from leaving.</summary>
    private static async Task EndAsync(Profile profile, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            using var client = profile.Connect();
            await client.GetSessionAsync(cancellation);
            await client.SignOutAsync(cancellation);
        }
        catch (ApiException)
        {
            // The session has ended already.
        }
        catch (ServerUnreachableException e)
        {
            await errors.WriteLineAsync($"tsh: {e.Message}, so the session there ends only by itself, at {profile.Expires.UtcDateTime:u}");
        }
    }
}
