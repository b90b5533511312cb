using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Records;

public sealed class RecordWorkTests
{
    [Fact]
    public void Tiles_cost_a_quarter_of_their_pixels()
    {
        Assert.Equal(64 + (2 * 64) + (13 * 1024), RecordWork.Of(RecordKind.TileSave, [2, 0, 0, 0, 3, 3, 0, 1, 10]));
        Assert.Equal(64 + (2 * 64) + (13 * 1024), RecordWork.Of(RecordKind.TileDraw, [2, 0, 0, 0, 3, 1, 0, 3, 0, 1, 10, 255, 255]));
    }

    [Theory]
    [InlineData(RecordKind.TileSave, new byte[] { })]
    [InlineData(RecordKind.TileSave, new byte[] { 2, 0, 0, 0, 3 })]
    [InlineData(RecordKind.TileDraw, new byte[] { 1, 0, 0, 0, 3, 1 })]
    [InlineData(RecordKind.TileDraw, new byte[] { 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 1 })]
    [InlineData(RecordKind.TileSave, new byte[] { 0xFF, 0xFF, 0x7F, 0, 0, 0, 3 })]
    public void A_body_that_breaks_the_format_counts_its_bytes(RecordKind kind, byte[] body) =>
        Assert.Equal(64 + body.Length, RecordWork.Of(kind, body));
}
