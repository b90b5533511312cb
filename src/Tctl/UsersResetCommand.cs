using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl users reset</c>.</summary>
internal static class UsersResetCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place, TextReader input)
    {
        var name = new Argument<string>("NAME") { Description = "The user's name." };
        var password = new PasswordInput(input);
        var lifetime = new LinkLifetime("8h", "24h");
        var command = new Command("reset", "Takes a user's password and second factors away, ends their sessions and prints a link, once, with which the person chooses another.") { name, lifetime.Option, password.Option };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            if (!lifetime.TryRead(parse, out var ttl) || !password.TryRead(parse, out var chosen))
                return ExitCode.Usage;
            var user = await client.ResetUserAsync(parse.GetRequiredValue(name), chosen, cancellation, ttl);
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync(user.Link is null
                ? $"The user {user.Name} has another password and no second factors any more, and their sessions have ended."
                : $"The user {user.Name} has no password and no second factors any more, and their sessions have ended.");
            await LinkText.WriteAsync(output, user);
            return ExitCode.Success;
        }));
        return command;
    }
}
