using System.Globalization;
using System.Runtime.InteropServices;
using Hindsight.Desktop;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Sessions;

/// <summary>
/// Keeps pictures as the desktop worker gave them, so that an end-to-end test can compare what the player shows with what
/// was there. Off unless a test asks for it. A file is <c>SID/MILLISECONDS-WIDTHxHEIGHT.bgrx</c>: rows from top to bottom, four bytes a pixel.
/// One is kept every two seconds, and the next one after a file <c>SID/take</c> was made.
/// </summary>
internal sealed class ReferenceFrames
{
    private const long Interval = 2000;
    private readonly string _directory;
    private readonly string _take;
    private long _last = -Interval;

    private ReferenceFrames(string directory) => (_directory, _take) = (directory, Path.Combine(directory, "take"));

    /// <summary>The keeper of a session's pictures; null when none are asked for.</summary>
    public static ReferenceFrames? Create(string? directory, SessionId sid)
    {
        if (directory is null)
            return null;
        var own = Path.Combine(directory, sid.ToString());
        PrivateDirectory.Create(own);
        return new ReferenceFrames(own);
    }

    /// <summary>Keeps the picture if it is time to. A second picture of the same millisecond replaces the first.</summary>
    public void Offer(DesktopFrame frame, long time)
    {
        if (time - _last < Interval && time != _last && !File.Exists(_take))
            return;
        File.Delete(_take);
        _last = time;
        var name = string.Create(CultureInfo.InvariantCulture, $"{time:D10}-{frame.Width}x{frame.Height}.bgrx");
        using var file = File.Create(Path.Combine(_directory, name + ".part"));
        for (var y = 0; y < frame.Height; y++)
            file.Write(MemoryMarshal.AsBytes(frame.Pixels.Span.Slice(y * frame.Stride, frame.Width)));
        file.Close();
        File.Move(file.Name, Path.Combine(_directory, name), overwrite: true);
    }
}
