using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl users rm</c>.</summary>
internal static class UsersRemoveCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var name = new Argument<string>("NAME") { Description = "The user's name." };
        var command = new Command("rm", "Deletes a user and ends their sessions; their recordings stay.") { name };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var user = parse.GetRequiredValue(name);
            await client.RemoveUserAsync(user, cancellation);
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Deleted the user {user}, and their sessions have ended.");
            return ExitCode.Success;
        }));
        return command;
    }
}
