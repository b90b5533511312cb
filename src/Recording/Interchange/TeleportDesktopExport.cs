using System.Buffers.Binary;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Interchange;

/// <summary>Writes a desktop's recording as Teleport's PNG tiles: of each picture the squares that changed.</summary>
internal sealed class TeleportDesktopExport(TeleportFile file, OpenedRecording recording, TeleportSessionInfo info, Func<CancellationToken, ValueTask>? flush)
{
    /// <summary>The side of a square. Its PNG is never near 64 KiB.</summary>
    private const int Side = 64;

    private readonly long _start = recording.Header?.StartUnixMicroseconds ?? 0;
    private uint[] _shown = [];
    private (int Width, int Height) _size;
    private (int X, int Y) _pointer = (-1, -1);

    public async Task RunAsync(IRecordingSource source, CancellationToken cancellationToken)
    {
        file.Write(TeleportTags.WindowsDesktopSessionStart, "windows.desktop.session.start", "TDP00I", _start, e => e.Message(2, User()).Message(3, Session())
            .Message(5, new ProtoWriter().Flag(1, true)).Text(9, info.Login).Text(11, info.Host));
        var cursor = new PlaybackCursor(source, recording);
        while (await cursor.PeekTimeAsync(cancellationToken).ConfigureAwait(false) is { } time)
        {
            await cursor.AdvanceAsync(time, cancellationToken).ConfigureAwait(false);
            if (cursor.HasPicture && !cursor.IsDamaged)
                Show(time, cursor.Screen);
            if (flush is not null)
                await flush(cancellationToken).ConfigureAwait(false);
        }

        var end = _start + (recording.Duration * 1000);
        file.Write(TeleportTags.WindowsDesktopSessionEnd, "windows.desktop.session.end", "TDP01I", end, e => e.Message(2, User()).Message(3, Session())
            .Text(7, info.Login).Time(9, _start).Time(10, end).Text(11, info.Host).Flag(12, true).Text(13, info.User));
    }

    private void Show(long time, ScreenDecoder screen)
    {
        if (_size != (screen.Width, screen.Height))
        {
            _size = (screen.Width, screen.Height);
            _shown = new uint[screen.Width * screen.Height];
            Message(time, 1, [], screen.Width, screen.Height);
        }

        for (var y = 0; y < screen.Height; y += Side)
        {
            for (var x = 0; x < screen.Width; x += Side)
                ShowSquare(time, screen, new Rect(x, y, Math.Min(Side, screen.Width - x), Math.Min(Side, screen.Height - y)));
        }

        if (_pointer == (screen.PointerX, screen.PointerY))
            return;
        _pointer = (screen.PointerX, screen.PointerY);
        Message(time, 3, [], screen.PointerX, screen.PointerY);
    }

    private void ShowSquare(long time, ScreenDecoder screen, Rect square)
    {
        var changed = false;
        for (var y = square.Y; y < square.Bottom; y++)
        {
            var at = (y * screen.Width) + square.X;
            var now = screen.Picture.Slice(at, square.Width);
            changed |= !now.SequenceEqual(_shown.AsSpan(at, square.Width));
            now.CopyTo(_shown.AsSpan(at));
        }

        if (!changed)
            return;
        var png = PngPicture.Write(_shown.AsSpan((square.Y * screen.Width) + square.X), screen.Width, square.Width, square.Height);

        // The right and the lower edge belong to the tile.
        Message(time, 27, png, png.Length, square.X, square.Y, square.Right - 1, square.Bottom - 1);
    }

    private void Message(long time, byte kind, ReadOnlySpan<byte> rest, params ReadOnlySpan<int> numbers)
    {
        var message = new byte[1 + (4 * numbers.Length) + rest.Length];
        message[0] = kind;
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1 + (4 * i)), numbers[i]);
        rest.CopyTo(message.AsSpan(1 + (4 * numbers.Length)));
        file.Write(TeleportTags.DesktopRecording, "desktop.recording", "", _start + (time * 1000), e => e.Bytes(2, message).Number(3, time));
    }

    private ProtoWriter User() => new ProtoWriter().Text(1, info.User).Text(2, info.Login);

    private ProtoWriter Session() => new ProtoWriter().Text(1, recording.Header?.SessionId.ToString() ?? "");
}
