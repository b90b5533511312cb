using System.CommandLine;
using System.Globalization;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Tsh.Files;
using Hindsight.Tsh.Play;

namespace Hindsight.Tsh;

/// <summary><c>tsh play</c>.</summary>
internal sealed class PlayCommand
{
    private static readonly string[] Speeds = ["0.5x", "1x", "2x", "4x", "8x"];

    private readonly RecordingPlace _place;
    private readonly Option<string> _format = new("--format", "-f") { Description = "pty plays in the terminal; json and yaml print the events, text what was shown, without times.", HelpName = "FORMAT", DefaultValueFactory = _ => "pty" };
    private readonly Option<string> _speed = new("--speed") { Description = "How fast to begin: 0.5x, 1x, 2x, 4x or 8x.", HelpName = "SPEED", DefaultValueFactory = _ => "1x" };
    private readonly Option<bool> _skipIdle = new("--skip-idle-time") { Description = "Shorten stretches without output to half a second." };

    private readonly Option<string> _browser = new("--browser") { Description = "For a desktop's recording: auto opens the page, none only prints its address.", HelpName = "auto|none", DefaultValueFactory = _ => "auto" };

    private PlayCommand(Login login)
    {
        _place = new RecordingPlace(login);
        _format.AcceptOnlyFromAmong("pty", "json", "yaml", "text");
        _browser.AcceptOnlyFromAmong("auto", "none");
        _speed.AcceptOnlyFromAmong([.. Speeds, .. Speeds.Select(s => s.TrimEnd('x'))]);
    }

    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var play = new PlayCommand(login);
        var command = new Command("play", $"Plays a terminal's recording here, and a desktop's in the browser. Keys for terminals: {PlayKeys.Help}.") { play._place.Name, play._format, play._speed, play._skipIdle, play._browser };
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, () => play.RunAsync(parse, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var format = parse.GetRequiredValue(_format);
        if (format != "pty" && parse.GetResult(_speed) is { Implicit: false })
            await parse.InvocationConfiguration.Error.WriteLineAsync("tsh: --speed has no effect unless the format is pty");
        using var place = await _place.OpenAsync(parse, cancellation);
        var output = parse.InvocationConfiguration.Output;
        switch (format)
        {
            case "json":
                await EventList.WriteJsonAsync(place, includesInput: false, output, cancellation);
                break;
            case "yaml":
                await EventList.WriteYamlAsync(place, includesInput: false, output, cancellation);
                break;
            case "text" when place.IsTerminal:
                await TerminalTextExport.RunAsync(place.Source, place.Recording, output, cancellation);
                break;
            default:
                if (format == "text")
                    throw new Failure(ExitCode.Usage, $"{place.Name} is a desktop's recording, which has no text: play it in the browser, or make a video with tsh recordings export");
                return place.IsTerminal ? await PlayAsync(parse, place, cancellation) : await ShowPageAsync(parse, place, cancellation);
        }

        return place.IsDamaged ? ExitCode.BadRecording : ExitCode.Success;
    }

    /// <summary>A desktop's pictures need a page: the server's own for what is there, else one that this program serves until it is stopped.</summary>
    private async Task<int> ShowPageAsync(ParseResult parse, OpenedPlace place, CancellationToken cancellation)
    {
        var output = parse.InvocationConfiguration.Output;
        if (!_place.IsFile(parse))
        {
            await ShowAsync(parse, _place.PageOf(parse));
            return ExitCode.Success;
        }

        if (!PlayerPages.AreBuilt)
            throw new Failure(ExitCode.Output, "this tsh was compiled without the player's page: make a video with tsh recordings export, or run npm run build in web/ and compile it again");
        using var player = BrowserPlayer.Start(await PlayedRecording.OpenAsync(place, cancellation));
        await ShowAsync(parse, player.Address);
        await output.WriteLineAsync("The page is there until you press Ctrl-C.");
        await player.RunAsync(cancellation);
        return ExitCode.Success;
    }

    private async Task ShowAsync(ParseResult parse, Uri address)
    {
        await parse.InvocationConfiguration.Output.WriteLineAsync($"Play it at {address}");
        if (parse.GetValue(_browser) == "auto" && !BrowserPlayer.TryOpen(address))
            await parse.InvocationConfiguration.Error.WriteLineAsync("tsh: no browser was found here: open the address yourself");
    }

    private async Task<int> PlayAsync(ParseResult parse, OpenedPlace place, CancellationToken cancellation)
    {
        if (place.Recording.Index.Segments.Count == 0)
            throw new Failure(ExitCode.BadRecording, $"there is nothing to play in {place.Name}: the session was not interactive, or ended before it began");
        var output = parse.InvocationConfiguration.Output;
        var isTerminal = output == Console.Out && !Console.IsOutputRedirected;
        var speed = double.Parse(parse.GetRequiredValue(_speed).TrimEnd('x'), CultureInfo.InvariantCulture);
        var cursor = new PlaybackCursor(place.Source, place.Recording);
        var window = new PlayWindow(output, () => isTerminal ? (Console.WindowWidth, Console.WindowHeight) : null, place.Name);
        var input = new KeyboardInput(TimeProvider.System, isTerminal && !Console.IsInputRedirected);
        window.Open();
        try
        {
            await new TerminalPlayer(cursor, window, input, speed, parse.GetValue(_skipIdle)).RunAsync(cancellation);
        }
        finally
        {
            window.Close(cursor.HasPicture ? cursor.Terminal.Terminal : null);
        }

        return cursor.Damage.Count > 0 || place.IsDamaged ? ExitCode.BadRecording : ExitCode.Success;
    }
}
