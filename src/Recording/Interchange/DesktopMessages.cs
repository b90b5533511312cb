using System.Buffers.Binary;
using System.Text;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// Draws what Teleport's desktop protocol says of the PNG era (versions 11 to 14). Messages are big-endian and begin with a byte that tells
/// what they are.
/// </summary>
internal sealed class DesktopMessages(ImportTarget target, long startUnixMicroseconds, ImportNotes notes) : IDisposable
{
    private long _pictures;
    private long _fastPath;

    /// <summary>The recording; null before the screen has a size.</summary>
    public ImportedDesktop? Desktop { get; private set; }

    /// <summary>Whether the screen was recorded in a form that can't be read here, and in no other.</summary>
    public bool IsUnreadable => _fastPath > 0 && _pictures == 0;

    public void Apply(long time, ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
            return;
        var body = message[1..];
        switch (message[0])
        {
            case 1 when body.Length >= 8:
                Resize(time, U32(body), U32(body[4..]));
                break;
            case 2 when body.Length > 16:
                Draw(time, body[..16], body[16..]);
                break;
            case 3 when body.Length >= 8:
                Desktop?.Pointer(time, Coordinate(body), Coordinate(body[4..]));
                break;
            case 4 when body.Length >= 2 && body[0] <= 2:
                Desktop?.Pointer(time, Desktop.PointerPlace.X, Desktop.PointerPlace.Y, body[0], body[1] == 1);
                break;
            case 9 when body.Length >= 4:
                Notice(time, body, NoticeLevel.Error);
                break;
            case 27 when body.Length > 20 && U32(body) == body.Length - 20:
                Draw(time, body.Slice(4, 16), body[20..]);
                break;
            case 28 when body.Length >= 5:
                Notice(time, body[..^1], (NoticeLevel)Math.Min((byte)2, body[^1]));
                break;
            case 29:
                _fastPath++;
                notes.Add("The screen is recorded as RDP fast-path data (Teleport 15 and later), which can't be converted: it is missing there.");
                break;
            case 31 when body.Length >= 8:
                Resize(time, BinaryPrimitives.ReadUInt16BigEndian(body[4..]), BinaryPrimitives.ReadUInt16BigEndian(body[6..]));
                break;
            default:
                notes.Add($"A desktop message of kind {message[0]} was left out.");
                break;
        }
    }

    /// <summary>The recording, with a screen of some size if none was named.</summary>
    public ImportedDesktop Require() => Desktop ??= new ImportedDesktop(target, startUnixMicroseconds, 800, 600);

    public void Dispose() => Desktop?.Dispose();

    private void Resize(long time, uint width, uint height)
    {
        if (width > int.MaxValue || height > int.MaxValue || !ScreenLimits.IsValid((int)width, (int)height))
        {
            notes.Add("A screen's size is impossible and was left out.");
            return;
        }

        if (Desktop is null)
            Desktop = new ImportedDesktop(target, startUnixMicroseconds, (int)width, (int)height);
        else if ((Desktop.Width, Desktop.Height) != ((int)width, (int)height))
            Desktop.Resize(time, (int)width, (int)height);
    }

    private void Draw(long time, ReadOnlySpan<byte> corners, ReadOnlySpan<byte> png)
    {
        try
        {
            var (width, height, pixels) = PngPicture.Read(png);
            _pictures++;

            // The right and the lower edge belong to the tile; its size is the picture's own.
            Require().Draw(time, new Rect(Coordinate(corners), Coordinate(corners[4..]), width, height), pixels, width);
        }
        catch (RecordingFormatException problem)
        {
            notes.Add($"A tile was left out: {problem.Message}.");
        }
    }

    private void Notice(long time, ReadOnlySpan<byte> body, NoticeLevel level)
    {
        var text = Encoding.UTF8.GetString(body.Slice(4, (int)Math.Min(U32(body), (uint)body.Length - 4)));
        Require().Append(time, batch => batch.AppendNotice(level, text));
    }

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static int Coordinate(ReadOnlySpan<byte> bytes) => (int)Math.Min(U32(bytes), ushort.MaxValue);
}
