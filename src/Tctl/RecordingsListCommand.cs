using System.CommandLine;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl recordings ls</c>.</summary>
internal static class RecordingsListCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var range = new TimeRange();
        var format = new OutputFormat();
        var command = new Command("ls", "Lists recordings, the newest first, with the state each is in.");
        range.AddTo(command);
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var (query, problem) = range.Read(parse, TimeProvider.System.GetUtcNow());
            if (query is null)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: {problem}");
                return ExitCode.Usage;
            }

            RecordingTable.Print(parse, format, await Pages.ReadAsync(
                async (part, cancelled) =>
                {
                    var page = await client.ListRecordingsAsync(part, cancelled);
                    return (page.Items, page.StartKey);
                },
                query, range.Limit(parse), cancellation));
            return ExitCode.Success;
        }));
        return command;
    }
}
