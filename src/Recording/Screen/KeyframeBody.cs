using System.Buffers;
using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>The body of a KEYFRAME: docs/FORMAT.md, "Keyframes".</summary>
internal static class KeyframeBody
{
    /// <summary>Writes a picture and its pointer. The encoder for it is shared by all sessions, so none pays its memory.</summary>
    public static void Write(
        ReadOnlySpan<uint> picture, int width, int height, int pointerX, int pointerY, PointerShape shape, IBufferWriter<byte> body)
    {
        BodyWriter.WriteU16(body, width);
        BodyWriter.WriteU16(body, height);
        BodyWriter.WriteU16(body, Math.Clamp(pointerX, 0, ushort.MaxValue));
        BodyWriter.WriteU16(body, Math.Clamp(pointerY, 0, ushort.MaxValue));
        var pointer = new ArrayBufferWriter<byte>();
        PointerShapeBody.Write(shape, pointer);
        BodyWriter.WriteVarint(body, pointer.WrittenCount);
        body.Write(pointer.WrittenSpan);

        var workspace = SlcWorkspace.Pool.Rent();
        var codec = SlcEncoder.Pool.Rent();
        codec.Clear();
        var rows = SlcFormat.StripRows(width);
        for (var y = 0; y < height; y += rows)
        {
            var strip = new Rect(0, y, width, Math.Min(rows, height - y));
            var length = codec.Encode(picture, width, new ReadOnlySpan<Rect>(in strip), workspace, 0, PhotoCell.IsMost(picture, width, height, strip));
            BodyWriter.WriteVarint(body, length);
            body.Write(workspace.Body.Span[..length]);
        }

        SlcEncoder.Pool.Return(codec);
        SlcWorkspace.Pool.Return(workspace);
    }
}
