using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Hindsight.Desktop.Protocol;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class FrameHeaderTests
{
    private const int Width = 640, Height = 480;

    [Fact]
    public void A_frame_names_its_damage_and_copies()
    {
        var frame = FrameHeader.Read(Body(7, Width, Height, [[0, 16, 0, 0, 640, 464]], [[0, 0, 640, 480], [639, 479, 1, 1]]), Width, Height);
        Assert.Equal(7u, frame.Number);
        Assert.Equal([new Rect(0, 0, 640, 480), new Rect(639, 479, 1, 1)], frame.Damage);
        Assert.Equal([new ScreenCopy(0, 16, new Rect(0, 0, 640, 464))], frame.Copies);
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "empty", [] },
        { "no damage", Body(1, Width, Height, [], []) },
        { "another size", Body(1, Width, Height - 1, [], [[0, 0, 1, 1]]) },
        { "right of the screen", Body(1, Width, Height, [], [[1, 0, 640, 1]]) },
        { "below the screen", Body(1, Width, Height, [], [[0, 480, 1, 1]]) },
        { "empty rectangle", Body(1, Width, Height, [], [[0, 0, 0, 1]]) },
        { "copy from outside", Body(1, Width, Height, [[0, 17, 0, 0, 640, 464]], [[0, 0, 1, 1]]) },
        { "copy to outside", Body(1, Width, Height, [[0, 0, 0, 17, 640, 464]], [[0, 0, 1, 1]]) },
        { "too long", [.. Body(1, Width, Height, [], [[0, 0, 1, 1]]), 0] },
        { "too short", Body(1, Width, Height, [], [[0, 0, 1, 1]])[..^1] },
        { "too many copies", Body(1, Width, Height, Enumerable.Repeat<int[]>([0, 0, 0, 0, 1, 1], 65).ToArray(), [[0, 0, 1, 1]]) },
        { "too much damage", Body(1, Width, Height, [], Enumerable.Repeat<int[]>([0, 0, 1, 1], 257).ToArray()) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_frame_that_lies_is_refused(string how, byte[] body)
    {
        Assert.NotEmpty(how);
        Assert.Throws<WorkerProtocolException>(() => FrameHeader.Read(body, Width, Height));
    }

    [Fact]
    public void Whatever_the_bytes_no_rectangle_leaves_the_screen() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(0, 3).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (noise, copies, damage) =>
        {
            // The lengths fit, so that it is the rectangles that are looked at.
            var body = Body(1, Width, Height, Enumerable.Repeat<int[]>([0, 0, 0, 0, 1, 1], copies).ToArray(), Enumerable.Repeat<int[]>([0, 0, 1, 1], damage).ToArray());
            for (var i = 0; i < noise.Length && 12 + i < body.Length; i++)
                body[12 + i] = (byte)(i % 2 == 0 ? noise[i] : noise[i] & 3);
            try
            {
                var frame = FrameHeader.Read(body, Width, Height);
                return frame.Damage.All(r => r.IsInside(Width, Height)) &&
                    frame.Copies.All(c => c.Target.IsInside(Width, Height) && c.Source.IsInside(Width, Height));
            }
            catch (WorkerProtocolException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    private static byte[] Body(uint number, int width, int height, int[][] copies, int[][] damage)
    {
        var numbers = new[] { width, height, copies.Length, damage.Length }.Concat(copies.SelectMany(c => c)).Concat(damage.SelectMany(d => d)).ToArray();
        var body = new byte[4 + 2 * numbers.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(body, number);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(4 + 2 * i), (ushort)numbers[i]);
        return body;
    }
}
