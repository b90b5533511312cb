using System.Text;
using System.Threading.Channels;
using Hindsight.Desktop;
using Hindsight.Recording.Records;

namespace Hindsight.Server.Sessions;

/// <summary>
/// What one browser sends into its session: passed on to the desktop at once, recorded in thinned-out form. Keys and
/// characters are passed on and nothing else.
/// </summary>
internal sealed class LiveInput(DesktopSession session, Viewer viewer, SessionOptions options, TimeProvider time)
{
    private const int WheelNotch = 120;
    private const byte FirstWheelButton = 5;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    // Full mode: drop. It only wakes the loop, which then looks at both trails.
    private readonly Channel<bool> _moved = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private readonly PointerTrail _sent = new(interval: 8);
    private readonly PointerTrail _recorded = new(interval: 40);
    private readonly int[] _wheel = new int[2];
    private volatile IDesktopConnection? _desktop;
    private bool _clampedOnce;

    /// <summary>The desktop is there: from now on input reaches it.</summary>
    public void Connect(IDesktopConnection desktop) => _desktop = desktop;

    /// <summary>Takes a binary message; what is wrong with it, or null.</summary>
    public async ValueTask<string?> HandleAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!TryParse(bytes.Span, out var kind, out var a, out var b, out var at, out var problem))
            return problem;
        var desktop = _desktop;
        if (kind != ClientMessageKind.Acknowledge)
            session.NoteInput();
        switch (kind)
        {
            case ClientMessageKind.Acknowledge:
                return await session.AcknowledgeAsync(viewer, a, cancellation) ? null : "an acknowledgement of a message that was never sent";
            case ClientMessageKind.Pointer:
                await MoveAsync(at, cancellation);
                return null;
            case ClientMessageKind.Button:
                await FlushAsync(always: true, cancellation);
                desktop?.Button((int)a, b == 1, at.X, at.Y);
                await session.ButtonAsync((byte)a, b == 1, at.X, at.Y, cancellation);
                return null;
            case ClientMessageKind.Wheel:
                await FlushAsync(always: true, cancellation);
                desktop?.Wheel(a == 1, b, at.X, at.Y);
                await RecordWheelAsync((int)a, b, at, cancellation);
                return null;
            case ClientMessageKind.Key:
                desktop?.Key((int)a & 0x7F, (a & 0x100) != 0, b == 1);
                return null;
            case ClientMessageKind.Character:
                desktop?.Character((int)a);
                return null;
            case ClientMessageKind.Locks:
                desktop?.SynchronizeLocks((a & 1) != 0, (a & 2) != 0, (a & 4) != 0);
                return null;
            case ClientMessageKind.Resize:
                await ResizeAsync((int)a, b, cancellation);
                return null;
            default:
                return await ClipboardAsync(bytes[1..], cancellation);
        }
    }

    /// <summary>Passes on the last position of a pointer that came to rest. Runs until cancelled.</summary>
    public async Task FlushLaterAsync(CancellationToken cancellation)
    {
        while (await _moved.Reader.WaitToReadAsync(cancellation))
        {
            _moved.Reader.TryRead(out _);
            while (DueIn() is { } wait)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellation);
                await FlushAsync(always: false, cancellation);
            }
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, out ClientMessageKind kind, out uint a, out int b, out (int X, int Y) at, out string problem)
    {
        var understood = ClientMessage.TryParse(bytes, out var message, out problem);
        (kind, a, b, at) = (message.Kind, message.A, message.B, (message.X, message.Y));
        return understood;
    }

    private async ValueTask MoveAsync((int X, int Y) at, CancellationToken cancellation)
    {
        bool send, record;
        var now = session.Admitted.Clock.Now;
        lock (_lock)
        {
            send = _sent.Move(at.X, at.Y, now);
            record = _recorded.Move(at.X, at.Y, now);
        }

        if (!send || !record)
            _moved.Writer.TryWrite(true);
        if (send)
            _desktop?.MovePointer(at.X, at.Y);
        if (record)
            await session.PointerMovedAsync(at.X, at.Y, cancellation);
    }

    private long? DueIn()
    {
        var now = session.Admitted.Clock.Now;
        lock (_lock)
        {
            var (sent, recorded) = (_sent.DueIn(now), _recorded.DueIn(now));
            return sent is null ? recorded : recorded is null ? sent : Math.Min(sent.Value, recorded.Value);
        }
    }

    /// <summary>Passes on positions that were kept: those whose time has come, or all before something that depends on them.</summary>
    private async ValueTask FlushAsync(bool always, CancellationToken cancellation)
    {
        bool send, record;
        (int X, int Y) at;
        var now = session.Admitted.Clock.Now;
        lock (_lock)
        {
            send = (always || _sent.DueIn(now) == 0) && _sent.TakePending(now);
            record = (always || _recorded.DueIn(now) == 0) && _recorded.TakePending(now);
            at = (_sent.X, _sent.Y);
        }

        if (send)
            _desktop?.MovePointer(at.X, at.Y);
        if (record)
            await session.PointerMovedAsync(at.X, at.Y, cancellation);
    }

    /// <summary>Fine wheels send many small steps; the recording gets one record a whole notch.</summary>
    private async ValueTask RecordWheelAsync(int axis, int delta, (int X, int Y) at, CancellationToken cancellation)
    {
        _wheel[axis] = Math.Sign(_wheel[axis]) == -Math.Sign(delta) ? delta : _wheel[axis] + delta;
        if (Math.Abs(_wheel[axis]) < WheelNotch)
            return;
        var button = (axis, _wheel[axis] > 0) switch { (0, true) => 0, (0, false) => 1, (1, false) => 2, _ => 3 };
        _wheel[axis] %= WheelNotch;
        await session.ButtonAsync((byte)(FirstWheelButton + button), down: true, at.X, at.Y, cancellation);
    }

    private async ValueTask ResizeAsync(int width, int height, CancellationToken cancellation)
    {
        var (w, h) = options.Clamp(width, height);
        _desktop?.Resize(w, h);
        if (_clampedOnce || (w, h) == (width, height))
            return;
        _clampedOnce = true;
        await session.NoticeAsync(NoticeLevel.Information, $"A screen of {width} × {height} pixels is larger than this server shows; it is limited to {w} × {h}.", cancellation);
    }

    private async ValueTask<string?> ClipboardAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(utf8.Span);
        }
        catch (ArgumentException)
        {
            return "a clipboard text that is not UTF-8";
        }

        if (await session.ClipboardSentAsync(utf8.Length, cancellation))
            _desktop?.SetClipboardText(text);
        return null;
    }
}
