using Hindsight.Server.Configuration;
using Xunit;

namespace Hindsight.Unit.Server.Configuration;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("host", "host:3389")]
    [InlineData("host:1", "host:1")]
    [InlineData("192.0.2.1:65535", "192.0.2.1:65535")]
    [InlineData("::1", "[::1]:3389")]
    [InlineData("[fe80::1]:22", "[fe80::1]:22")]
    [InlineData("[fe80::1]", "[fe80::1]:3389")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    public void Is_read(string text, string expected) => Assert.Equal(expected, ListenAddress.Parse(text, 3389)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("a b")]
    [InlineData("[::1")]
    [InlineData("[::1]:")]
    [InlineData("[::1]x")]
    [InlineData(":3080")]
    [InlineData("https://host")]
    public void Is_refused(string text) => Assert.Null(ListenAddress.Parse(text, 3389));
}
