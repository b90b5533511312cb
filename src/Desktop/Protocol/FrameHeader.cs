using System.Buffers.Binary;
using Hindsight.Recording.Screen;

namespace Hindsight.Desktop.Protocol;

/// <summary>What a frame message says; every rectangle has been checked against the screen.</summary>
internal readonly record struct FrameHeader(uint Number, Rect[] Damage, ScreenCopy[] Copies)
{
    internal const int MaxCopies = 64;
    internal const int MaxDamage = 256;
    internal const int MaxLength = FixedLength + MaxCopies * CopyLength + MaxDamage * RectLength;
    private const int FixedLength = 12;
    private const int CopyLength = 12;
    private const int RectLength = 8;

    /// <summary>Reads a frame of a screen of the given size.</summary>
    /// <exception cref="WorkerProtocolException">Anything in it is not as it must be.</exception>
    internal static FrameHeader Read(ReadOnlySpan<byte> body, int width, int height)
    {
        if (body.Length < FixedLength)
            throw new WorkerProtocolException("a frame is too short");
        int copies = Number16(body, 8), damage = Number16(body, 10);
        if (copies > MaxCopies || damage is 0 or > MaxDamage || body.Length != FixedLength + copies * CopyLength + damage * RectLength)
            throw new WorkerProtocolException("a frame's length does not fit its lists");
        if (Number16(body, 4) != width || Number16(body, 6) != height)
            throw new WorkerProtocolException("a frame is of another size than the screen");

        var header = new FrameHeader(BinaryPrimitives.ReadUInt32LittleEndian(body), new Rect[damage], new ScreenCopy[copies]);
        body = body[FixedLength..];
        for (var i = 0; i < copies; i++, body = body[CopyLength..])
        {
            var copy = new ScreenCopy(Number16(body, 0), Number16(body, 2), ReadRect(body[4..], width, height));
            header.Copies[i] = copy.Source.IsInside(width, height) ? copy : throw new WorkerProtocolException("a copy reads outside the screen");
        }

        for (var i = 0; i < damage; i++, body = body[RectLength..])
            header.Damage[i] = ReadRect(body, width, height);
        return header;
    }

    private static Rect ReadRect(ReadOnlySpan<byte> body, int width, int height)
    {
        var rect = new Rect(Number16(body, 0), Number16(body, 2), Number16(body, 4), Number16(body, 6));
        return rect.IsInside(width, height) ? rect : throw new WorkerProtocolException("a rectangle lies outside the screen");
    }

    private static int Number16(ReadOnlySpan<byte> body, int at) => BinaryPrimitives.ReadUInt16LittleEndian(body[at..]);
}
