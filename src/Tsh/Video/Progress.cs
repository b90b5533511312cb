using System.Diagnostics;
using System.Globalization;

namespace Hindsight.Tsh.Video;

/// <summary>Says on the terminal how far something is, how fast it goes and how long it will take; a line every tenth elsewhere.</summary>
internal sealed class Progress(TextWriter output, string what, long total, bool isQuiet, bool isTerminal)
{
    private const int BarWidth = 30;

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private long _lastShown = -1000;
    private int _lastTenth;

    /// <summary>So much is done; <paramref name="pace"/> puts the speed in words, from what is done in a second.</summary>
    internal void Report(long done, Func<double, string> pace)
    {
        if (isQuiet || total <= 0)
            return;
        var share = Math.Clamp((double)done / total, 0, 1);
        var seconds = _since.Elapsed.TotalSeconds;
        if (isTerminal && (_since.ElapsedMilliseconds - _lastShown >= 200 || share == 1))
        {
            _lastShown = _since.ElapsedMilliseconds;
            var filled = (int)(share * BarWidth);
            var left = share is 0 or 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(seconds * (1 - share) / share):h\\:mm\\:ss} left");
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} [{new string('#', filled)}{new string('.', BarWidth - filled)}] {share,4:P0}, {pace(done / Math.Max(seconds, 0.001))}{left}   "));
            if (share == 1)
                output.WriteLine();
        }
        else if (!isTerminal && (int)(share * 10) > _lastTenth)
        {
            _lastTenth = (int)(share * 10);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {_lastTenth * 10} %"));
        }
    }
}
