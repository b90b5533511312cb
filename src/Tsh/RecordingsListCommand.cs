using System.CommandLine;
using Hindsight.Client;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tsh;

/// <summary><c>tsh recordings ls</c>.</summary>
internal static class RecordingsListCommand
{
    private static readonly string[] States = ["recording", "sealing", "uploading", "complete", "incomplete", "lost", "off"];

    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var range = new TimeRange();
        var kind = new Option<string?>("--kind") { Description = "Only sessions of this kind: desktop, ssh or k8s.", HelpName = "KIND" };
        var user = new Option<string?>("--user") { Description = "Only sessions of this user.", HelpName = "NAME" };
        var target = new Option<string?>("--target") { Description = "Only sessions on this desktop or node.", HelpName = "NAME" };
        var state = new Option<string?>("--state") { Description = $"Only recordings in this state: {string.Join(", ", States)}.", HelpName = "STATE" };
        state.AcceptOnlyFromAmong(States);
        kind.AcceptOnlyFromAmong("desktop", "ssh", "k8s");
        var format = new OutputFormat();
        var command = new Command("ls", "Lists the recordings you may see, the newest first.");
        range.AddTo(command);
        foreach (var option in (Option[])[kind, user, target, state])
            command.Add(option);
        format.AddTo(command);
        command.SetAction((parse, cancellation) => login.RunAsync(parse, async (client, profile) =>
        {
            var (query, problem) = range.Read(parse, TimeProvider.System.GetUtcNow());
            if (query is null)
                throw new Failure(ExitCode.Usage, problem!);
            query += Part("user", parse.GetValue(user)) + Part("state", parse.GetValue(state)) + Part("search", parse.GetValue(target));
            // The server searches more than the target, and knows no kinds: what it gives is narrowed here.
            var (wantedKind, wantedTarget) = (parse.GetValue(kind), parse.GetValue(target));
            Func<RecordingInfo, bool>? wanted = wantedKind is null && wantedTarget is null ? null : r => (wantedKind ?? r.Kind) == r.Kind && (wantedTarget ?? r.Target) == r.Target;
            RecordingTable.Print(parse, format, await Pages.ReadAsync(client.PagesOfRecordings(profile.Cluster), query, range.Limit(parse), cancellation, wanted));
            return ExitCode.Success;
        }));
        return command;
    }

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
