using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl tokens rm</c>.</summary>
internal static class TokensRemoveCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var name = new Argument<string>("TOKEN") { Description = "The token." };
        var command = new Command("rm", "Deletes a token.") { name };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            await client.Resources.RemoveAsync("token", parse.GetRequiredValue(name), cancellation);
            await parse.InvocationConfiguration.Output.WriteLineAsync("The token has been deleted.");
            return ExitCode.Success;
        }));
        return command;
    }
}
