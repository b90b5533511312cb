using System.CommandLine;
using Hindsight.Recording.Interchange;
using Hindsight.Tsh.Files;
using Hindsight.Tsh.Video;

namespace Hindsight.Tsh;

/// <summary><c>tsh recordings convert</c>.</summary>
internal sealed class RecordingsConvertCommand
{
    private static readonly string[] Formats = ["hsr", "cast", "tar"];

    private readonly RecordingPlace _place;
    private readonly Argument<string> _output = new("OUT") { Description = "The new file; its ending tells the format. - is standard output." };
    private readonly Option<string?> _format = new("--format", "-f") { Description = "hsr (Hindsight), cast (asciicast 2) or tar (Teleport), if OUT's ending does not tell.", HelpName = "FORMAT" };
    private readonly Option<string?> _user = new("--user") { Description = "For tar: whose session it was, if the recording does not say.", HelpName = "NAME" };
    private readonly Option<string?> _login = new("--login") { Description = "For tar: the account on the host.", HelpName = "NAME" };
    private readonly Option<string?> _target = new("--target") { Description = "For tar: the host or the desktop.", HelpName = "NAME" };
    private readonly Option<bool> _input = new("--input") { Description = "For cast: also what was typed. It may hold passwords." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace the file if it exists." };

    private RecordingsConvertCommand(Login login)
    {
        _place = new RecordingPlace(login);
        _format.AcceptOnlyFromAmong(Formats);
    }

    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var convert = new RecordingsConvertCommand(login);
        var command = new Command("convert", "Makes a recording of another format: ours (.hsr), an asciicast (.cast) of a terminal, or Teleport's (.tar). Nothing is sealed with a cluster's key by that; tctl recordings import does it.")
        {
            convert._place.Name, convert._output, convert._format, convert._user, convert._login, convert._target, convert._input, convert._overwrite,
        };
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, () => convert.RunAsync(parse, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var path = parse.GetRequiredValue(_output);
        var format = parse.GetValue(_format) ?? Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (!Formats.Contains(format))
            throw new Failure(ExitCode.Usage, $"{path} does not tell a format: let it end with .hsr, .cast or .tar, or say --format");
        using var place = await _place.OpenAsync(parse, cancellation);
        if (format == "cast" && !place.IsTerminal)
            throw new Failure(ExitCode.Usage, $"{place.Name} is a desktop's recording, and an asciicast holds a terminal's: convert it to hsr or tar, or make a video with tsh recordings export");
        if (format == "hsr" && place.Imported is null && _place.IsFile(parse))
            throw new Failure(ExitCode.Usage, $"{parse.GetRequiredValue(_place.Name)} is a recording of this format already: copy it");

        using var file = OutputFile.Open(path, parse.GetValue(_overwrite));
        await (format switch
        {
            "cast" => Outlet.WriteCastAsync(place, file, parse.GetValue(_input), cancellation),
            "tar" => Outlet.WriteTeleportAsync(place, file, InfoOf(parse, place.Origin), cancellation),
            _ => Outlet.WriteRecordingAsync(place, file, cancellation),
        });
        if (!file.IsPipe)
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Wrote recording to {path}");
        return place.IsDamaged ? ExitCode.BadRecording : ExitCode.Success;
    }

    private TeleportSessionInfo InfoOf(ParseResult parse, RecordingOrigin origin)
    {
        static string First(string? asked, string known) => known.Length > 0 ? known : asked ?? "unknown";
        return new TeleportSessionInfo(
            First(parse.GetValue(_user), origin.User), First(parse.GetValue(_login), origin.Login),
            First(parse.GetValue(_target), origin.Target), First(null, origin.Cluster));
    }
}
