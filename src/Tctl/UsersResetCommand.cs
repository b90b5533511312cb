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
        var command = new Command("reset", "Gives a user another password, ends their sessions and prints the password, once.") { name, password.Option };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            if (!password.TryRead(parse, out var chosen))
                return ExitCode.Usage;
            var user = await client.ResetUserAsync(parse.GetRequiredValue(name), chosen, cancellation);
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync($"The user {user.Name} has another password, and their sessions have ended.");
            if (user.Password is { } made)
                await output.WriteLineAsync($"Password: {made}{Environment.NewLine}It is not shown again.");
            return ExitCode.Success;
        }));
        return command;
    }
}
