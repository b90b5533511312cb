using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hindsight.Tsh.Video;

/// <summary>A run of FFmpeg, which gets pictures through a pipe. Its file appears under its name when it is whole.</summary>
internal sealed class Ffmpeg : IPictureWriter
{
    private const int KeptErrors = 2000;
    private static readonly string[] WriteErrors = ["Error writing", "Error closing", "No space left"];

    private readonly Process _process;
    private readonly RawMatroska _pictures;
    private readonly Task<string> _errors;
    private readonly OutputFile _output;
    private ReadOnlyMemory<uint> _last;
    private long _lastTime = -1;
    private bool _begun;

    private Ffmpeg(Process process, OutputFile output, int width, int height)
    {
        (_process, _output) = (process, output);
        _pictures = new RawMatroska(process.StandardInput.BaseStream, width, height);
        _errors = ReadErrorsAsync(process.StandardError);
    }

    /// <summary>Starts FFmpeg for pictures of a size; <paramref name="chapters"/> and <paramref name="subtitles"/> are files, or null.</summary>
    /// <exception cref="Failure">There is no such program.</exception>
    internal static Ffmpeg Start(string program, VideoFormat format, OutputFile output, int width, int height, int quality, double scale, string? chapters, string? subtitles)
    {
        List<string> arguments = ["-hide_banner", "-loglevel", "error", "-y", "-f", "matroska", "-i", "pipe:0"];
        if (chapters is not null)
            arguments.AddRange(["-f", "ffmetadata", "-i", chapters]);
        if (subtitles is not null)
            arguments.AddRange(["-f", "srt", "-i", subtitles]);
        arguments.AddRange(["-map", "0:v"]);
        if (chapters is not null)
            arguments.AddRange(["-map_metadata", "1", "-map_chapters", "1"]);
        if (subtitles is not null)
            arguments.AddRange(["-map", chapters is null ? "1:s" : "2:s", "-c:s", format.Subtitles!, "-metadata:s:s:0", "title=Events"]);
        arguments.AddRange(["-an", "-fps_mode", "passthrough", "-enc_time_base", "1:1000", .. format.Filters(scale), .. format.Codec(quality)]);
        // A pipe can't be gone back in, so there an MP4 comes in pieces that stand alone.
        if (format.Name == "mp4")
            arguments.AddRange(["-movflags", output.IsPipe ? "frag_keyframe+empty_moov" : "+faststart"]);
        arguments.Add(output.IsPipe ? "pipe:1" : output.WorkPath);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true };
        try
        {
            return new Ffmpeg(Process.Start(start)!, output, width, height);
        }
        catch (Win32Exception e)
        {
            throw new Failure(ExitCode.Output, $"FFmpeg makes the video, and {program} can't be started ({Marshal.GetPInvokeErrorMessage(e.NativeErrorCode)}): install it (on Debian: apt-get install ffmpeg), name it with --ffmpeg, or take --format avi or png, which need nothing");
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlyMemory<uint> picture, long time, CancellationToken cancellation)
    {
        try
        {
            if (!_begun)
                await _pictures.BeginAsync(cancellation);
            _begun = true;
            time = Math.Max(time, _lastTime + 1);
            await _pictures.WriteAsync(picture, time, cancellation);
            (_last, _lastTime) = (picture, time);
        }
        catch (IOException)
        {
            await FailAsync();
        }
    }

    /// <inheritdoc/>
    public async Task FinishAsync(long end, CancellationToken cancellation)
    {
        // A picture lasts until the next one: the last one comes once more at the end.
        if (end > _lastTime)
            await WriteAsync(_last, end, cancellation);
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            await FailAsync();
        }

        await _process.WaitForExitAsync(cancellation);
        // Some versions end with 0 though they could not write the last part.
        if (_process.ExitCode != 0 || WriteErrors.Any((await _errors).Contains))
            await FailAsync();
        _output.Keep();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _errors;
        _process.Dispose();
    }

    private async Task FailAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        var said = (await _errors).Trim();
        throw new Failure(ExitCode.Output, $"FFmpeg failed{(said.Length == 0 ? $" with exit code {_process.ExitCode}" : $": {said}")}");
    }

    /// <summary>The end of what it complains of; it is read to its end, for a full pipe would stop it.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader errors)
    {
        var text = "";
        while (await errors.ReadLineAsync() is { } line)
        {
            text += line + Environment.NewLine;
            text = text[Math.Max(0, text.Length - KeptErrors)..];
        }

        return text;
    }
}
