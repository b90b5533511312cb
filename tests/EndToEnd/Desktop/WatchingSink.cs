using System.Collections.Concurrent;
using Hindsight.Desktop;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Keeps the picture and whatever else a desktop sends.</summary>
internal sealed class WatchingSink : IDesktopSink
{
    private readonly Lock _lock = new();
    private uint[] _picture = [];
    private int _width;
    private int _height;
    private int _frames;

    public Func<DesktopCertificate, CancellationToken, ValueTask<bool>> OnCertificate { get; init; } = (_, _) => new(true);

    public DesktopCertificate? Certificate { get; private set; }

    public ConcurrentQueue<string> Clipboard { get; } = [];

    public ConcurrentQueue<PointerShape> Pointers { get; } = [];

    /// <summary>The copies the desktop has named.</summary>
    public ConcurrentQueue<ScreenCopy> Copies { get; } = [];

    public (int Width, int Height) Size
    {
        get
        {
            lock (_lock)
                return (_width, _height);
        }
    }

    public int Frames
    {
        get
        {
            lock (_lock)
                return _frames;
        }
    }

    public uint Pixel(int x, int y)
    {
        lock (_lock)
            return x < _width && y < _height ? _picture[y * _width + x] : 0;
    }

    public int Colours()
    {
        lock (_lock)
            return _picture.Distinct().Take(100).Count();
    }

    public ValueTask<bool> AcceptCertificateAsync(DesktopCertificate certificate, CancellationToken cancellation)
    {
        Certificate = certificate;
        return OnCertificate(certificate, cancellation);
    }

    public ValueTask ResizedAsync(int width, int height, CancellationToken cancellation)
    {
        lock (_lock)
            (_width, _height, _picture) = (width, height, new uint[width * height]);
        return default;
    }

    public ValueTask FrameAsync(DesktopFrame frame, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _frames++;
            var pixels = frame.Pixels.Span;
            foreach (var area in frame.Damage.Span)
            {
                for (var y = area.Y; y < area.Bottom; y++)
                    pixels.Slice(y * frame.Stride + area.X, area.Width).CopyTo(_picture.AsSpan(y * _width + area.X));
            }
        }

        foreach (var copy in frame.Copies.Span)
            Copies.Enqueue(copy);

        return default;
    }

    public ValueTask PointerShapeAsync(PointerShape shape, CancellationToken cancellation)
    {
        Pointers.Enqueue(shape);
        return default;
    }

    public ValueTask ClipboardTextAsync(string text, CancellationToken cancellation)
    {
        Clipboard.Enqueue(text);
        return default;
    }

    /// <summary>Waits, for 20 s at most, until something is so.</summary>
    public static async Task UntilAsync(Func<bool> so, string what)
    {
        for (var i = 0; i < 200 && !so(); i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(so(), $"this did not come about: {what}");
    }
}
