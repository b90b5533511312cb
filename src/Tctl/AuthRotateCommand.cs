using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl auth rotate</c>.</summary>
internal static class AuthRotateCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var command = new Command("rotate", "Makes a new key. The old one's private part is destroyed; what it signed stays good.") { AuthKeyType.Option() };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var keys = await client.RotateRecordingKeyAsync(cancellation);
            var present = keys.Single(k => k.Retired is null);
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Recordings are signed with the key {present.KeyId} from now on. Export the public keys again (tctl auth export --type=recording) wherever recordings are verified.");
            return ExitCode.Success;
        }));
        return command;
    }
}
