using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl auth rotate</c>.</summary>
internal static class AuthRotateCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var type = AuthKeyType.Option();
        var command = new Command("rotate", "Makes a new key. The private part of an old signing key is destroyed, and what it signed stays good; old encryption keys are kept, to read what was encrypted for them.") { type };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var name = parse.GetRequiredValue(type);
            var present = (await client.RotateRecordingKeyAsync(name, cancellation)).Single(k => k.Retired is null);
            await parse.InvocationConfiguration.Output.WriteLineAsync(name == "recording"
                ? $"Recordings are signed with the key {present.KeyId} from now on. Export the public keys again (tctl auth export --type=recording) wherever recordings are verified."
                : $"Recordings are encrypted for the key {present.KeyId} from now on, if encryption is on.");
            return ExitCode.Success;
        }));
        return command;
    }
}
