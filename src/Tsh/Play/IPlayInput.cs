using System.Threading.Channels;

namespace Hindsight.Tsh.Play;

/// <summary>Passes the time, and gives the keys that come meanwhile.</summary>
internal interface IPlayInput
{
    /// <summary>Waits for a key, for at most so long (null: for ever); tells what came, and how much time passed.</summary>
    Task<(PlayKey Key, TimeSpan Passed)> WaitAsync(TimeSpan? most, CancellationToken cancellation);
}

/// <summary>The keyboard of the terminal. Without one time passes and no key comes.</summary>
internal sealed class KeyboardInput : IPlayInput
{
    // A person who leans on a key gets the last few of its repeats.
    private readonly Channel<PlayKey> _keys = Channel.CreateBounded<PlayKey>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly TimeProvider _time;

    /// <summary>Reads keys if <paramref name="hasKeyboard"/>; the thread that does it ends with the program, and so do the terminal's settings that reading needs.</summary>
    internal KeyboardInput(TimeProvider time, bool hasKeyboard)
    {
        _time = time;
        if (hasKeyboard)
            new Thread(Read) { IsBackground = true, Name = "keys" }.Start();
    }

    /// <inheritdoc/>
    public async Task<(PlayKey Key, TimeSpan Passed)> WaitAsync(TimeSpan? most, CancellationToken cancellation)
    {
        var since = _time.GetTimestamp();
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = _time.CreateTimer(_ => Stop(until), null, most ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            var key = await _keys.Reader.ReadAsync(until.Token);
            return (key, _time.GetElapsedTime(since));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (PlayKey.None, _time.GetElapsedTime(since));
        }
    }

    private static void Stop(CancellationTokenSource until)
    {
        try
        {
            until.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A key came at the same moment.
        }
    }

    private void Read()
    {
        try
        {
            while (true)
            {
                if (PlayKeys.Of(Console.ReadKey(intercept: true)) is { } key)
                    _keys.Writer.TryWrite(key);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // The terminal went away; the recording plays on without keys.
        }
    }
}
