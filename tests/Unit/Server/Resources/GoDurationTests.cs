using Hindsight.Server.Configuration;
using Xunit;

namespace Hindsight.Unit.Server.Resources;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("30h", 108_000_000, "30h")]
    [InlineData("1h30m", 5_400_000, "1h30m")]
    [InlineData("12h0m0s", 43_200_000, "12h")]
    [InlineData("1.5h", 5_400_000, "1h30m")]
    [InlineData("90s", 90_000, "1m30s")]
    [InlineData("1500ms", 1500, "1.5s")]
    public void Lengths_are_read_and_written(string text, long milliseconds, string shortest)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), GoDuration.Parse(text));
        Assert.Equal(shortest, GoDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("h")]
    [InlineData("5d")]
    [InlineData("-5m")]
    [InlineData("5m ")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999999999h")]
    [InlineData("9000000h9000000h")]
    public void What_is_no_length_is_nothing(string text) => Assert.Null(GoDuration.Parse(text));
}
