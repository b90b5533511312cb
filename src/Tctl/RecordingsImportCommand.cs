using System.CommandLine;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl recordings import</c>: brings recordings of Teleport, asciinema or another cluster over.</summary>
internal static class RecordingsImportCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var files = new Argument<string[]>("FILE") { Description = "Recordings: Teleport's (.tar), asciicasts (.cast) or ours (.hsr).", Arity = ArgumentArity.OneOrMore };
        var user = new Option<string?>("--user") { Description = "Whose session it was, if the file does not say.", HelpName = "NAME" };
        var login = new Option<string?>("--login") { Description = "The account on the host, if the file does not say.", HelpName = "NAME" };
        var target = new Option<string?>("--target") { Description = "The host or the desktop, if the file does not say.", HelpName = "NAME" };
        var format = new OutputFormat();
        var command = new Command("import", "Takes recordings that this cluster did not make into its library. The cluster's key seals each, and the seal says where it is from. A session that is there already is left as it is.") { files, user, login, target };
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var done = new JsonArray();
            var code = ExitCode.Success;
            foreach (var path in parse.GetRequiredValue(files))
            {
                var query = Query(("name", Path.GetFileName(path)), ("user", parse.GetValue(user)), ("login", parse.GetValue(login)), ("target", parse.GetValue(target)));
                try
                {
                    await using var file = File.OpenRead(path);
                    done.Add(Of(path, await client.ImportRecordingAsync(query, file, cancellation)));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or ApiException)
                {
                    await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: {path}: {e.Message}");
                    code = ExitCode.Refused;
                }
            }

            if (done.Count > 0)
                format.Print(parse, done, () => string.Concat(done.Select(d => Text(d!))));
            return code;
        }));
        return command;
    }

    private static string Query(params (string Name, string? Value)[] parts) =>
        string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));

    private static JsonObject Of(string path, ImportedRecording made) => new()
    {
        ["file"] = path,
        ["sid"] = made.Sid,
        ["kind"] = made.Kind,
        ["user"] = made.User,
        ["login"] = made.Login,
        ["target"] = made.Target,
        ["start"] = made.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["duration_ms"] = made.DurationMs,
        ["notes"] = new JsonArray([.. made.Notes.Select(n => (JsonNode)n)]),
    };

    private static string Text(JsonNode made) =>
        $"Imported {made["file"]} as session {made["sid"]}: {made["kind"]}, {made["user"]} on {made["target"]}, {SessionClock.Text((long)made["duration_ms"]!)}\n"
        + string.Concat(made["notes"]!.AsArray().Select(n => $"  {n}\n"));
}
