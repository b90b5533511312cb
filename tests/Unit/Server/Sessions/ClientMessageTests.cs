using System.Security.Cryptography;
using Hindsight.Server.Sessions;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

public sealed class ClientMessageTests
{
    [Theory]
    [InlineData("01 04030201", nameof(ClientMessageKind.Acknowledge), 0x01020304u, 0, 0, 0)]
    [InlineData("02 0A00 FFFF", nameof(ClientMessageKind.Pointer), 0u, 0, 10, 65535)]
    [InlineData("03 04 01 0100 0200", nameof(ClientMessageKind.Button), 4u, 1, 1, 2)]
    [InlineData("04 01 88FF 0100 0200", nameof(ClientMessageKind.Wheel), 1u, -120, 1, 2)]
    [InlineData("05 7F01 00", nameof(ClientMessageKind.Key), 0x17Fu, 0, 0, 0)]
    [InlineData("06 FFFF1000", nameof(ClientMessageKind.Character), 0x10FFFFu, 0, 0, 0)]
    [InlineData("07 07", nameof(ClientMessageKind.Locks), 7u, 0, 0, 0)]
    [InlineData("08 0004 0003", nameof(ClientMessageKind.Resize), 1024u, 768, 0, 0)]
    public void Each_kind_is_read(string hex, string kind, uint a, int b, int x, int y)
    {
        Assert.True(ClientMessage.TryParse(Bytes(hex), out var message, out _));
        Assert.Equal((kind, a, b, x, y), (message.Kind.ToString(), message.A, message.B, message.X, message.Y));
    }

    [Fact]
    public void A_clipboard_text_may_be_a_mebibyte_long_and_no_longer()
    {
        var longest = new byte[1 + ClientMessage.MaxClipboard];
        longest[0] = 9;
        Assert.True(ClientMessage.TryParse(longest, out var message, out _));
        Assert.Equal(ClientMessage.MaxClipboard, message.Text.Length);
        Assert.False(ClientMessage.TryParse([.. longest, 0], out _, out var problem));
        Assert.Equal("a clipboard text over 1 MiB", problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0A")]
    [InlineData("FF 00")]
    [InlineData("01 000000")]
    [InlineData("01 0000000000")]
    [InlineData("02 00")]
    [InlineData("03 05 01 0000 0000")]
    [InlineData("03 00 02 0000 0000")]
    [InlineData("04 02 7800 0000 0000")]
    [InlineData("04 00 0080 0000 0000")]
    [InlineData("05 0000 01")]
    [InlineData("05 8000 01")]
    [InlineData("05 0002 01")]
    [InlineData("05 1E00 02")]
    [InlineData("06 00D80000")]
    [InlineData("06 00001100")]
    [InlineData("06 00000000")]
    [InlineData("07 08")]
    [InlineData("08 0000 0003")]
    [InlineData("08 0004 0000")]
    public void Anything_else_is_refused_with_a_word(string hex)
    {
        Assert.False(ClientMessage.TryParse(Bytes(hex), out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Random_bytes_never_do_harm()
    {
        var random = new Random(11);
        var understood = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = new byte[random.Next(0, 12)];
            random.NextBytes(bytes);
            understood += ClientMessage.TryParse(bytes, out _, out _) ? 1 : 0;
        }

        Assert.InRange(understood, 1, 200_000);
    }

    [Theory]
    [InlineData("""{"type":"connect","login":"a","password":"b","width":800,"height":600,"clipboard":true}""", null)]
    [InlineData("""{"type":"connect","login":"a","width":16384,"height":16384}""", null)]
    [InlineData("""{"type":"connect","login":"","width":800,"height":600}""", "without a login")]
    [InlineData("""{"type":"connect","login":"a","width":0,"height":600}""", "width and height")]
    [InlineData("""{"type":"connect","login":"a","width":800,"height":16385}""", "width and height")]
    [InlineData("""{"type":"connect","login":"a","height":600}""", "width and height")]
    [InlineData("""{"type":"hello"}""", "not 'connect'")]
    [InlineData("""{"type":"connect","login":7,"width":800,"height":600}""", "no JSON")]
    [InlineData("""[1]""", "no JSON")]
    [InlineData("""{""", "no JSON")]
    [InlineData("""null""", "no JSON")]
    public void A_first_message_is_checked(string json, string? problem)
    {
        var found = ClientTexts.ProblemOfConnect(ClientTexts.Read(System.Text.Encoding.UTF8.GetBytes(json)));
        if (problem is null)
            Assert.Null(found);
        else
            Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_too_long_is_not_even_read() =>
        Assert.Null(ClientTexts.Read(RandomNumberGenerator.GetBytes(ClientTexts.MaxLength + 1)));

    [Theory]
    [InlineData(16384, 16384, 3035, 3035)]
    [InlineData(16384, 1, 16384, 1)]
    [InlineData(65535, 65535, 3035, 3035)]
    [InlineData(1920, 1080, 1920, 1080)]
    public void A_screen_that_is_too_large_keeps_its_shape(int width, int height, int w, int h) =>
        Assert.Equal((w, h), new SessionOptions().Clamp(width, height));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
