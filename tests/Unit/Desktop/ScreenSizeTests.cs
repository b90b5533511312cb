using FsCheck;
using FsCheck.Fluent;
using Hindsight.Desktop;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class ScreenSizeTests
{
    private const int MaxPixels = 3840 * 2400;

    [Theory]
    [InlineData(1280, 800, 1280, 800)]
    [InlineData(1281, 801, 1280, 801)]
    [InlineData(0, -5, 200, 200)]
    [InlineData(16384, 16384, 3034, 3035)]
    [InlineData(int.MaxValue, 1, 8192, 200)]
    [InlineData(7680, 2400, 5430, 1697)]
    public void A_wish_becomes_the_nearest_allowed_size(int width, int height, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), ScreenSize.Clamp(width, height, MaxPixels));

    [Fact]
    public void Every_size_asked_for_is_allowed() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), Gen.Choose(ScreenSize.MinSide * ScreenSize.MinSide, MaxPixels).ToArbitrary(),
            (width, height, most) =>
            {
                var (w, h) = ScreenSize.Clamp(width * 97, height * 89, most);
                return w % 2 == 0 && w is >= ScreenSize.MinSide and <= ScreenSize.MaxSide && h is >= ScreenSize.MinSide and <= ScreenSize.MaxSide &&
                    (long)w * h <= most;
            }).QuickCheckThrowOnFailure();
}
