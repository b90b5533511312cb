using System.Globalization;
using Hindsight.Recording.Playback;

namespace Hindsight.Tsh.Video;

/// <summary>Plays a recording into a video. Only pictures that differ from the one before are written.</summary>
internal sealed class VideoExport(PlaybackCursor cursor, Canvas canvas, ExportOptions options, Action<long> progress)
{
    private const long ClockTick = 1000;

    private readonly VideoClock _clock = new(options);

    /// <summary>Pictures that were written.</summary>
    internal long Pictures { get; private set; }

    /// <summary>The largest size the screen has in a recording, or in what is wanted of it.</summary>
    internal static (int Width, int Height) SizeOf(OpenedRecording recording, long from, long to)
    {
        var segments = recording.Index.Segments;
        var first = Math.Max(0, recording.Index.FindSegment(from));
        var wanted = segments.Where((s, i) => i >= first && s.Time <= to).DefaultIfEmpty();
        return (wanted.Max(s => s.Width), wanted.Max(s => s.Height));
    }

    /// <summary>Writes all of it and closes the video.</summary>
    internal async Task RunAsync(IPictureWriter writer, CancellationToken cancellation)
    {
        await cursor.SeekAsync(options.From, cancellation);
        Draw(options.From);
        await WriteAsync(writer, options.From, cancellation);
        var (shown, interval) = (options.From, (long)Math.Ceiling(1000 / options.Fps * options.Speed));
        while (await NextAsync(shown + interval, cancellation) is { } time)
        {
            await cursor.AdvanceAsync(time, cancellation);
            if (Draw(time))
            {
                await WriteAsync(writer, time, cancellation);
                shown = time;
            }

            progress(time);
            if (time == options.To)
                break;
        }

        await writer.FinishAsync(_clock.MoveTo(options.To), cancellation);
    }

    /// <summary>The next moment at which something may have changed, but not before <paramref name="earliest"/>; null behind the end.</summary>
    private async Task<long?> NextAsync(long earliest, CancellationToken cancellation)
    {
        var next = await cursor.PeekTimeAsync(cancellation);
        if (options.DrawsClock)
            next = Math.Min(next ?? options.To, cursor.Time + ClockTick);
        return next is null || next > options.To ? null : Math.Min(Math.Max(next.Value, earliest), options.To);
    }

    private bool Draw(long time) => canvas.Draw(cursor, options.DrawsPointer, options.DrawsClock ? CaptionAt(time) : null);

    private Task WriteAsync(IPictureWriter writer, long time, CancellationToken cancellation)
    {
        Pictures++;
        return writer.WriteAsync(canvas.Picture, _clock.MoveTo(time), cancellation);
    }

    private string CaptionAt(long time)
    {
        var header = cursor.Recording.Header;
        var wall = DateTimeOffset.UnixEpoch.AddMicroseconds(header?.StartUnixMicroseconds ?? 0).AddMilliseconds(time);
        return string.Create(CultureInfo.InvariantCulture, $"{wall.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC  {header?.SessionId}");
    }
}
