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
        var windowsLogins = new Option<string?>("--windows-logins") { Description = "Logins on desktops that roles may allow this person, with commas. Without it any.", HelpName = "LOGINS" };
        var logins = new Option<string?>("--logins") { Description = "Logins on SSH hosts that roles may allow this person, with commas.", HelpName = "LOGINS" };
        var password = new PasswordInput(input);
        var lifetime = new LinkLifetime("1h", "48h");
        var command = new Command("add", "Makes a user and prints a link, once, with which the person chooses a password.") { name, roles, windowsLogins, logins, lifetime.Option, password.Option };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            if (!lifetime.TryRead(parse, out var ttl) || !password.TryRead(parse, out var chosen))
                return ExitCode.Usage;
            var names = Split(parse.GetRequiredValue(roles));
            var user = await client.AddUserAsync(parse.GetRequiredValue(name), names, chosen, cancellation, Split(parse.GetValue(windowsLogins)), Split(parse.GetValue(logins)), ttl);
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync($"Made the user {user.Name} with the roles {string.Join(", ", names)}.");
            await LinkText.WriteAsync(output, user);
            return ExitCode.Success;
        }));
        return command;
    }

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
