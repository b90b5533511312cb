using System.CommandLine;
using System.Globalization;

namespace Hindsight.Tctl;

/// <summary><c>tctl auth export</c>.</summary>
internal static class AuthExportCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var type = AuthKeyType.Option();
        var command = new Command("export", "Prints the public keys of the cluster, to check elsewhere what it signed.") { type };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            foreach (var key in await client.ListRecordingKeysAsync(parse.GetRequiredValue(type), cancellation))
            {
                // PEM readers pass over what stands between the blocks.
                var retired = key.Retired is { } at ? $", retired {Day(at)}" : "";
                await parse.InvocationConfiguration.Output.WriteAsync($"Recording key {key.KeyId}, made {Day(key.Created)}{retired}\n{key.PublicKey}\n");
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
