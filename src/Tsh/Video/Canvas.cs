using Hindsight.Recording.Playback;
using Hindsight.Recording.Screen;

namespace Hindsight.Tsh.Video;

/// <summary>
/// The picture of a video: as large as the largest screen, its sides even because video codecs halve the colours; a smaller
/// screen stands in the middle of black. Knows whether it has changed since it was last drawn.
/// </summary>
internal sealed class Canvas(int width, int height, TerminalDrawing? terminals = null)
{
    private const uint Black = 0xFF000000;

    private uint[] _picture = NewPicture(width, height);
    private uint[] _before = new uint[Even(width) * Even(height)];

    /// <summary>Pixels in a row.</summary>
    internal int Width { get; } = Even(width);

    /// <summary>Rows.</summary>
    internal int Height { get; } = Even(height);

    /// <summary>The picture, until it is drawn again.</summary>
    internal ReadOnlyMemory<uint> Picture => _picture;

    /// <summary>The canvas for a recording whose largest screen has these sides, in pixels or in a terminal's cells.</summary>
    internal static Canvas For(bool isTerminal, int width, int height)
    {
        if (!isTerminal)
            return new Canvas(width, height);
        var terminals = TerminalDrawing.For(width, height);
        (width, height) = terminals.SizeOf(width, height);
        return new Canvas(width, height, terminals);
    }

    /// <summary>Draws a moment; whether it looks different from the last one.</summary>
    internal bool Draw(PlaybackCursor cursor, bool pointer, string? caption)
    {
        (_picture, _before) = (_before, _picture);
        if (terminals is not null)
            DrawTerminal(cursor, terminals, pointer);
        else
            DrawDesktop(cursor, pointer);
        if (caption is not null)
            Caption.Draw(_picture, Width, Height, caption);
        return !_picture.AsSpan().SequenceEqual(_before);
    }

    private void DrawTerminal(PlaybackCursor cursor, TerminalDrawing terminals, bool showsCursor)
    {
        Array.Fill(_picture, Black);
        if (!cursor.HasPicture || cursor.Terminal.Terminal is not { } terminal)
            return;
        var (width, height) = terminals.SizeOf(terminal.Columns, terminal.Rows);
        if (width <= Width && height <= Height)
            terminals.Draw(terminal, _picture, Width, (Width - width) / 2, (Height - height) / 2, showsCursor);
    }

    private void DrawDesktop(PlaybackCursor cursor, bool pointer)
    {
        var screen = cursor.Screen;
        var (left, top) = ((Width - screen.Width) / 2, (Height - screen.Height) / 2);
        if (!cursor.HasPicture || left < 0 || top < 0)
        {
            Array.Fill(_picture, Black);
        }
        else
        {
            DrawScreen(screen, left, top);
            if (pointer)
                PointerPicture.Draw(_picture, Width, new Rect(left, top, screen.Width, screen.Height), screen);
        }
    }

    private void DrawScreen(ScreenDecoder screen, int left, int top)
    {
        if (screen.Width < Width || screen.Height < Height)
            Array.Fill(_picture, Black);
        for (var y = 0; y < screen.Height; y++)
            screen.Picture.Slice(y * screen.Width, screen.Width).CopyTo(_picture.AsSpan((top + y) * Width + left));
    }

    private static int Even(int side) => (Math.Max(side, 2) + 1) & ~1;

    private static uint[] NewPicture(int width, int height)
    {
        var picture = new uint[Even(width) * Even(height)];
        Array.Fill(picture, Black);
        return picture;
    }
}
