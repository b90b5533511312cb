using System.Buffers;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>The body of a POINTER_SHAPE record (docs/FORMAT.md, "Records").</summary>
public static class PointerShapeBody
{
    /// <summary>Writes a shape.</summary>
    public static void Write(PointerShape shape, IBufferWriter<byte> body)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(body);
        body.Write([(byte)shape.Kind]);
        if (shape.Kind != PointerKind.Shape)
            return;
        if (!IsValidSize(shape.Width, shape.Height) || shape.Pixels.Length != shape.Width * shape.Height)
            throw new ArgumentException($"a pointer picture has 1 to {PointerShape.MaxSide} pixels a side and all of its pixels", nameof(shape));
        BodyWriter.WriteU16(body, shape.Width);
        BodyWriter.WriteU16(body, shape.Height);
        BodyWriter.WriteU16(body, shape.HotX);
        BodyWriter.WriteU16(body, shape.HotY);
        for (var rest = shape.Pixels.Span; !rest.IsEmpty;)
        {
            var repeated = RunLength(rest);
            var count = repeated > 1 ? repeated : LiteralLength(rest);
            BodyWriter.WriteVarint(body, count << 1 | (repeated > 1 ? 1 : 0));
            foreach (var pixel in rest[..(repeated > 1 ? 1 : count)])
                BodyWriter.WriteU32(body, pixel);
            rest = rest[count..];
        }
    }

    /// <summary>Reads a shape; fails if the body is anything else.</summary>
    /// <exception cref="RecordingFormatException">The body is not a shape.</exception>
    public static PointerShape Read(ReadOnlySpan<byte> body)
    {
        var reader = new BodyReader(body);
        var kind = reader.ReadByte();
        var shape = kind switch
        {
            (byte)PointerKind.Shape => ReadPicture(ref reader),
            (byte)PointerKind.Hidden => PointerShape.Hidden,
            (byte)PointerKind.Default => PointerShape.Default,
            _ => throw new RecordingFormatException("a pointer shape is of an unknown kind"),
        };
        reader.ThrowUnlessDone();
        return shape;
    }

    private static PointerShape ReadPicture(ref BodyReader reader)
    {
        int width = reader.ReadU16(), height = reader.ReadU16(), hotX = reader.ReadU16(), hotY = reader.ReadU16();
        if (!IsValidSize(width, height))
            throw new RecordingFormatException("a pointer picture has an impossible size");
        var pixels = new uint[width * height];
        for (var rest = pixels.AsSpan(); !rest.IsEmpty;)
        {
            var run = reader.ReadVarint();
            var count = (int)Math.Min(run >> 1, int.MaxValue);
            if (count == 0 || count > rest.Length)
                throw new RecordingFormatException("a pointer picture has a run of an impossible length");
            if ((run & 1) != 0)
            {
                rest[..count].Fill(reader.ReadU32());
            }
            else
            {
                foreach (ref var pixel in rest[..count])
                    pixel = reader.ReadU32();
            }

            rest = rest[count..];
        }

        return new PointerShape(PointerKind.Shape, width, height, hotX, hotY, pixels);
    }

    private static bool IsValidSize(int width, int height) =>
        width is >= 1 and <= PointerShape.MaxSide && height is >= 1 and <= PointerShape.MaxSide;

    private static int RunLength(ReadOnlySpan<uint> pixels)
    {
        var other = pixels.IndexOfAnyExcept(pixels[0]);
        return other < 0 ? pixels.Length : other;
    }

    private static int LiteralLength(ReadOnlySpan<uint> pixels)
    {
        var length = 1;
        while (length < pixels.Length && (length + 1 == pixels.Length || pixels[length] != pixels[length + 1]))
            length++;
        return length;
    }
}
