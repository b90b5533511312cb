using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl users add</c>.</summary>
internal static class UsersAddCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place, TextReader input)
    {
        var name = new Argument<string>("NAME") { Description = "The user's name." };
        var roles = new Option<string>("--roles") { Description = "Names of roles, with commas: access (open desktops, see one's own recordings), auditor (see all recordings), editor (change the configuration).", HelpName = "ROLES", Required = true };
        var password = new PasswordInput(input);
        var command = new Command("add", "Makes a user and prints a generated password, once.") { name, roles, password.Option };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            if (!password.TryRead(parse, out var chosen))
                return ExitCode.Usage;
            var names = parse.GetRequiredValue(roles).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var user = await client.AddUserAsync(parse.GetRequiredValue(name), names, chosen, cancellation);
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync($"Made the user {user.Name} with the roles {string.Join(", ", names)}.");
            if (user.Password is { } made)
                await output.WriteLineAsync($"Password: {made}{Environment.NewLine}It is not shown again.");
            return ExitCode.Success;
        }));
        return command;
    }
}
