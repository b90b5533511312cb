using System.Buffers;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

public sealed class PointerShapeBodyTests
{
    [Fact]
    public void Shapes_come_back()
    {
        var dice = new Canvas(1, 1, 9);
        for (var run = 0; run < 200; run++)
        {
            int width = 1 + dice.Next(run < 100 ? 6 : PointerShape.MaxSide), height = 1 + dice.Next(run < 100 ? 6 : 40);
            var pixels = new uint[width * height];
            var color = 0u;
            foreach (ref var pixel in pixels.AsSpan())
                pixel = color = dice.Next(3) == 0 ? (uint)dice.Next() : color;
            var shape = new PointerShape(PointerKind.Shape, width, height, dice.Next(width), dice.Next(height), pixels);
            var back = PointerShapeBody.Read(Write(shape));
            Assert.Equal(pixels, back.Pixels.ToArray());
            Assert.Equal(shape with { Pixels = default }, back with { Pixels = default });
        }

        Assert.Equal(PointerShape.Hidden, PointerShapeBody.Read(Write(PointerShape.Hidden)));
        Assert.Equal(PointerShape.Default, PointerShapeBody.Read(Write(PointerShape.Default)));
    }

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        var shape = new PointerShape(PointerKind.Shape, 5, 1, 2, 0, new uint[] { 7, 7, 7, 0x80112233, 9 });
        Assert.Equal([0, 5, 0, 1, 0, 2, 0, 0, 0, 7, 7, 0, 0, 0, 4, 0x33, 0x22, 0x11, 0x80, 9, 0, 0, 0], Write(shape));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 3 })]
    [InlineData(new byte[] { 1, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 1, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 129, 1, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0 })]
    public void Anything_else_is_rejected(byte[] body) => Assert.Throws<RecordingFormatException>(() => PointerShapeBody.Read(body));

    [Fact]
    public void A_shape_that_is_not_one_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => Write(new PointerShape(PointerKind.Shape, 2, 2, 0, 0, new uint[3])));
        Assert.Throws<ArgumentException>(() => Write(new PointerShape(PointerKind.Shape, 385, 1, 0, 0, new uint[385])));
    }

    private static byte[] Write(PointerShape shape)
    {
        var body = new ArrayBufferWriter<byte>();
        PointerShapeBody.Write(shape, body);
        return body.WrittenSpan.ToArray();
    }
}
