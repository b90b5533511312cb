using System.CommandLine;
using System.Globalization;
using Hindsight.Tsh.Video;

namespace Hindsight.Tsh;

/// <summary><c>tsh recordings download</c>.</summary>
internal static class RecordingsDownloadCommand
{
    private const int BlockLength = 1 << 20;

    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var id = new Argument<string>("SESSION_ID") { Description = "The session's id, as tsh recordings ls prints it." };
        var output = new Option<string?>("--out", "-o") { Description = "The file; - is standard output. Without it the session's id with .hsr, in this directory.", HelpName = "FILE" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file if it exists." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing of the progress." };
        var command = new Command("download", "Fetches a recording as it is stored, with its chain and its signature, so that it can be verified and kept. One that was stopped goes on where it was.") { id, output, overwrite, quiet };
        command.SetAction((parse, cancellation) => login.RunAsync(parse, async (client, profile) =>
        {
            var sid = parse.GetRequiredValue(id);
            RecordingPlace.RequireId(sid);
            using var file = OutputFile.Open(parse.GetValue(output) ?? sid + ".hsr", parse.GetValue(overwrite), keepsPart: true);
            var source = await client.OpenRecordingAsync(profile.Cluster, sid, stored: true, cancellation);
            var errors = parse.InvocationConfiguration.Error;
            var progress = new Progress(errors, "Downloading recording", source.Length, parse.GetValue(quiet), errors == Console.Error && !Console.IsErrorRedirected);
            await using (var target = file.IsPipe ? Console.OpenStandardOutput() : new FileStream(file.WorkPath, FileMode.OpenOrCreate, FileAccess.Write))
            {
                // What is there of an earlier attempt is the same bytes: a recording that is stored never changes.
                var at = file.IsPipe ? 0 : Math.Min(target.Length, source.Length);
                if (!file.IsPipe)
                    target.Position = at;
                var block = new byte[BlockLength];
                while (at < source.Length)
                {
                    var count = await source.ReadAsync(at, block, cancellation);
                    await target.WriteAsync(block.AsMemory(0, count), cancellation);
                    at += count;
                    progress.Report(at, pace => string.Create(CultureInfo.InvariantCulture, $"{pace / 1e6:0.0} MB/s"));
                }
            }

            file.Keep();
            if (!file.IsPipe)
                await parse.InvocationConfiguration.Output.WriteLineAsync($"Session recording \"{sid}\" downloaded to {file.Path}");
            return ExitCode.Success;
        }));
        return command;
    }
}
