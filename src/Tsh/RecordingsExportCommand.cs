using System.CommandLine;
using System.Globalization;
using Hindsight.Client.CommandLine;
using Hindsight.Recording.Playback;
using Hindsight.Tsh.Files;
using Hindsight.Tsh.Video;

namespace Hindsight.Tsh;

/// <summary><c>tsh recordings export</c>.</summary>
internal sealed class RecordingsExportCommand
{
    private const string Png = "png", AviName = "avi";
    private const string Cast = "cast";
    private static readonly string[] TextFormats = [Cast, "txt", "json"];
    private const double UsualFps = 30, StillFps = 1;

    private readonly RecordingPlace _place;
    private readonly Option<string?> _output = new("--out", "-o") { Description = "The file; - is standard output. Without it the session's id and the format's ending, in this directory.", HelpName = "FILE" };
    private readonly Option<string?> _format = new("--format", "-f") { Description = "mp4 (H.264), webm (VP9), av1 (in WebM) and gif, all through FFmpeg; avi (Motion JPEG) without it; png writes a still for each change. Of a terminal's recording also cast (asciicast), txt and json. Without it mp4 of a desktop's, cast of a terminal's.", HelpName = "FORMAT" };
    private readonly Option<bool> _input = new("--input") { Description = "For cast and json: also what was typed. It may hold passwords." };
    private readonly Option<string?> _from = new("--from") { Description = "Where to begin, such as 1:02:03.", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--to") { Description = "Where to end.", HelpName = "TIME" };
    private readonly Option<string?> _at = new("--at") { Description = "One moment: its exact picture, as PNG.", HelpName = "TIME" };
    private readonly Option<double> _speed = new("--speed") { Description = "How much faster than it was, 0.1 to 100.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _skipIdle = new("--skip-idle") { Description = "Shorten stretches without a change to half a second." };
    private readonly Option<double?> _fps = new("--fps") { Description = "The most pictures a second, 0.1 to 60; 30 without it, 1 for png. Pictures that did not change are never written.", HelpName = "N" };
    private readonly Option<int> _quality = new("--quality") { Description = "0 (small) to 100 (sharp).", DefaultValueFactory = _ => 60 };
    private readonly Option<double> _scale = new("--scale") { Description = "A smaller size, such as 0.5.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _clock = new("--clock") { Description = "Burn in the wall clock and the session's id." };
    private readonly Option<bool?> _cursor = new("--cursor") { Description = "Draw the pointer. On for videos, off for png, whose pictures are what the desktop sent.", HelpName = "true|false" };
    private readonly Option<string> _ffmpeg = new("--ffmpeg") { Description = "The FFmpeg to run.", HelpName = "PROGRAM", DefaultValueFactory = _ => "ffmpeg" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace the file if it exists." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing of the progress." };

    private RecordingsExportCommand(Login login)
    {
        _place = new RecordingPlace(login);
        _format.AcceptOnlyFromAmong([.. VideoFormat.All.Select(f => f.Name), AviName, Png, .. TextFormats]);
        Check(_speed, 0.1, 100);
        Check(_scale, 0.05, 1);
        Check(_quality, 0, 100);
        _fps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is < 0.1 or > 60)
                result.AddError("--fps must be from 0.1 to 60.");
        });
    }

    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var export = new RecordingsExportCommand(login);
        var command = new Command("export", "Makes a video of a desktop's recording, or a file of text of a terminal's. It is made here, not on the server.") { export._place.Name };
        foreach (var option in (Option[])[export._output, export._format, export._from, export._to, export._at, export._speed, export._skipIdle, export._fps, export._quality, export._scale, export._clock, export._cursor, export._ffmpeg, export._input, export._overwrite, export._quiet])
            command.Add(option);
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, () => export.RunAsync(parse, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        using var place = await _place.OpenAsync(parse, cancellation);
        if (place.IsTerminal && parse.GetValue(_at) is null && TextFormats.Contains(parse.GetValue(_format) ?? Cast))
            return await WriteTextAsync(parse, place, cancellation);
        if (!place.IsTerminal && TextFormats.Contains(parse.GetValue(_format)))
            throw new Failure(ExitCode.Usage, $"{place.Name} is a desktop's recording, and {parse.GetValue(_format)} is for those of terminals: choose mp4, webm, av1, gif, avi or png");
        if (place.Recording.Index.Segments.Count == 0)
            throw new Failure(ExitCode.BadRecording, $"{place.Name} has no picture: the session ended before its desktop showed one, so no video was written");
        var cursor = new PlaybackCursor(place.Source, place.Recording);
        if (parse.GetValue(_at) is { } at)
            return await WriteMomentAsync(parse, place, cursor, SessionTime.Parse("--at", at), cancellation);

        var options = Options(parse, place.Recording.Duration, place.IsTerminal);
        var (width, height) = VideoExport.SizeOf(place.Recording, options.From, options.To);
        var canvas = Canvas.For(place.IsTerminal, width, height);
        var errors = parse.InvocationConfiguration.Error;
        var progress = new Progress(errors, "Exporting recording", options.To - options.From, parse.GetValue(_quiet), errors == Console.Error && !Console.IsErrorRedirected);
        var export = new VideoExport(cursor, canvas, options, time => progress.Report(time - options.From, pace => string.Create(CultureInfo.InvariantCulture, $"{pace / 1000:0}x")));
        var path = await WriteAsync(parse, place, canvas, options, export, cancellation);
        progress.Report(options.To - options.From, pace => string.Create(CultureInfo.InvariantCulture, $"{pace / 1000:0}x"));

        if (path != "-")
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Wrote recording to {path}");
        return await TellDamageAsync(errors, place.Recording, cursor);
    }

    private async Task<int> WriteTextAsync(ParseResult parse, OpenedPlace place, CancellationToken cancellation)
    {
        var format = parse.GetValue(_format) ?? Cast;
        if (parse.GetValue(_from) is not null || parse.GetValue(_to) is not null || parse.GetValue(_skipIdle))
            throw new Failure(ExitCode.Usage, $"--from, --to and --skip-idle are for videos: {format} holds all of the session");
        using var file = OutputFile.Open(parse.GetValue(_output) ?? $"{place.Name}.{format}", parse.GetValue(_overwrite));
        await (format switch
        {
            Cast => Outlet.WriteCastAsync(place, file, parse.GetValue(_input), cancellation),
            "txt" => Outlet.WriteTextAsync(place, file, cancellation),
            _ => Outlet.WriteEventsAsync(place, file, parse.GetValue(_input), cancellation),
        });
        if (!file.IsPipe)
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Wrote recording to {file.Path}");
        return place.IsDamaged ? ExitCode.BadRecording : ExitCode.Success;
    }

    private ExportOptions Options(ParseResult parse, long duration, bool isTerminal)
    {
        var from = parse.GetValue(_from) is { } begin ? SessionTime.Parse("--from", begin) : 0;
        var to = Math.Min(duration, parse.GetValue(_to) is { } end ? SessionTime.Parse("--to", end) : duration);
        if (from > to)
            throw new Failure(ExitCode.Usage, $"--from is not before --to and the recording's end, which is at {SessionClock.Text(duration)}");
        var isPng = parse.GetValue(_format) == Png;
        return new ExportOptions(
            from, to, parse.GetValue(_speed), parse.GetValue(_skipIdle), parse.GetValue(_fps) ?? (isPng ? StillFps : UsualFps),
            parse.GetValue(_cursor) ?? (isTerminal || !isPng), parse.GetValue(_clock));
    }

    /// <summary>Writes the video; returns the name of its file.</summary>
    private async Task<string> WriteAsync(ParseResult parse, OpenedPlace place, Canvas canvas, ExportOptions options, VideoExport export, CancellationToken cancellation)
    {
        var replaces = parse.GetValue(_overwrite);
        if (parse.GetValue(_format) == Png)
        {
            var name = parse.GetValue(_output) ?? place.Name;
            if (name == "-")
                throw new Failure(ExitCode.Usage, "stills can't all go to standard output: choose one with --at");
            await using var stills = new Stills(name, canvas.Width, canvas.Height, replaces);
            await export.RunAsync(stills, cancellation);
            return $"{export.Pictures} files: {Path.ChangeExtension(name, null)}-*.png";
        }

        if (parse.GetValue(_format) == AviName)
            return await WriteAviAsync(parse, OutputFile.Open(parse.GetValue(_output) ?? place.Name + ".avi", replaces), canvas, options, export, cancellation);

        var format = parse.GetValue(_format) is { } asked ? VideoFormat.All.Single(f => f.Name == asked) : VideoFormat.All[0];
        using var output = OutputFile.Open(parse.GetValue(_output) ?? place.Name + format.Extension, replaces);
        using var chapters = TemporaryFile.Of(Chapters.Of(place.Recording.Index.Marks, options));
        using var subtitles = TemporaryFile.Of(format.Subtitles is null ? null : Subtitles.Of(place.Recording.Index.Marks, options));
        await using var ffmpeg = Ffmpeg.Start(parse.GetValue(_ffmpeg)!, format, output, canvas.Width, canvas.Height, parse.GetValue(_quality), parse.GetValue(_scale), chapters?.Path, subtitles?.Path);
        await export.RunAsync(ffmpeg, cancellation);
        return output.Path;
    }

    private async Task<string> WriteAviAsync(ParseResult parse, OutputFile output, Canvas canvas, ExportOptions options, VideoExport export, CancellationToken cancellation)
    {
        using (output)
        {
            if (parse.GetValue(_scale) < 1)
                throw new Failure(ExitCode.Usage, "--scale is FFmpeg's work, which avi does without: choose another format, or leave --scale out");
            await using var avi = new Avi(output, canvas.Width, canvas.Height, parse.GetValue(_quality), options.Fps);
            await export.RunAsync(avi, cancellation);
            return output.Path;
        }
    }

    private async Task<int> WriteMomentAsync(ParseResult parse, OpenedPlace place, PlaybackCursor cursor, long time, CancellationToken cancellation)
    {
        if (time > place.Recording.Duration)
            throw new Failure(ExitCode.Usage, $"--at: the recording ends at {SessionClock.Text(place.Recording.Duration)}");
        await cursor.SeekAsync(time, cancellation);
        if (!cursor.HasPicture)
            throw new Failure(ExitCode.BadRecording, $"there is no picture at {SessionClock.Text(time)}: the first one is at {SessionClock.Text(place.Recording.Index.Segments[0].Time)}");
        var path = parse.GetValue(_output) ?? $"{place.Name}-{SessionClock.Text(time).Replace(':', '-')}.png";
        var output = OutputFile.Open(path, parse.GetValue(_overwrite));
        if (cursor.Terminal.Terminal is { } terminal)
        {
            var canvas = Canvas.For(isTerminal: true, terminal.Columns, terminal.Rows);
            canvas.Draw(cursor, parse.GetValue(_cursor) ?? true, caption: null);
            Stills.Write(output, canvas.Picture, canvas.Width, canvas.Height);
        }
        else
        {
            Stills.Write(output, cursor.Screen.Picture.ToArray(), cursor.Screen.Width, cursor.Screen.Height);
        }

        if (path != "-")
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Wrote recording to {path}");
        return await TellDamageAsync(parse.InvocationConfiguration.Error, place.Recording, cursor);
    }

    /// <summary>A video of a recording that is not whole says so.</summary>
    private static async Task<int> TellDamageAsync(TextWriter errors, OpenedRecording recording, PlaybackCursor cursor)
    {
        var damage = recording.Damage.Concat(cursor.Damage).DistinctBy(d => d.Offset).ToList();
        foreach (var part in damage)
            await errors.WriteLineAsync($"tsh: {part.Reason}, {SessionClock.Text(part.From)} to {SessionClock.Text(part.ShownAgain)}{(part.HidesPictures ? ": the video shows the last good picture there" : ": the video ends there")}");
        return damage.Count == 0 ? ExitCode.Success : ExitCode.BadRecording;
    }

    private static void Check<T>(Option<T> option, T least, T most)
        where T : IComparable<T> =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is { } value && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
                result.AddError($"{option.Name} must be from {least} to {most}.");
        });
}
