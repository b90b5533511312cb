using Hindsight.Server.Identity.Passkeys;
using Xunit;

namespace Hindsight.Unit.Server.Identity.Passkeys;

public sealed class CborReaderTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("17", 23)]
    [InlineData("1818", 24)]
    [InlineData("1903e8", 1000)]
    [InlineData("1a000f4240", 1000000)]
    [InlineData("1b7fffffffffffffff", long.MaxValue)]
    [InlineData("20", -1)]
    [InlineData("390100", -257)]
    [InlineData("3b7fffffffffffffff", long.MinValue)]
    public void Numbers_are_read(string hex, long value)
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        Assert.True(reader.TryReadInteger(out var read));
        Assert.Equal((value, 0), (read, reader.Left));
    }

    [Theory]
    [InlineData("")]
    [InlineData("18")]
    [InlineData("1bffffffffffffffff")]
    [InlineData("3bffffffffffffffff")]
    [InlineData("1c")]
    [InlineData("1f")]
    [InlineData("40")]
    [InlineData("f5")]
    public void What_is_no_number_is_refused(string hex)
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        Assert.False(reader.TryReadInteger(out _));
    }

    [Theory]
    [InlineData("40", true)]
    [InlineData("a0", true)]
    [InlineData("82a10102f5", true)]
    [InlineData("c11a514b67b0", true)]
    [InlineData("fb3ff199999999999a", true)]
    [InlineData("8181818181818101", true)]
    [InlineData("818181818181818101", false)]
    [InlineData("41", false)]
    [InlineData("5b7fffffffffffffff00", false)]
    [InlineData("5f4101ff", false)]
    [InlineData("9b00000000ffffffff00", false)]
    [InlineData("bb7fffffffffffffff0000", false)]
    [InlineData("ff", false)]
    [InlineData("a101", false)]
    public void Values_are_passed_over_or_refused(string hex, bool good)
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        Assert.Equal(good, reader.TrySkip());
        Assert.True(!good || reader.Left == 0);
    }

    [Theory]
    [InlineData("a1", false)]
    [InlineData("a10102", true)]
    [InlineData("ba7fffffff0102", false)]
    [InlineData("bf0102ff", false)]
    [InlineData("8101", false)]
    public void A_map_has_room_for_its_pairs(string hex, bool good)
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        Assert.Equal(good, reader.TryReadMap(out var pairs));
        Assert.Equal(good ? 1 : 0, pairs);
    }

    /// <summary>Anything at all: every read ends, and goes no further than there are bytes.</summary>
    [Fact]
    public void Nothing_leads_astray()
    {
        var random = new Random(20261124);
        var bytes = new byte[64];
        for (var i = 0; i < 200_000; i++)
        {
            random.NextBytes(bytes);
            var length = random.Next(bytes.Length + 1);
            var reader = new CborReader(bytes.AsSpan(0, length));
            while (reader.TrySkip())
            {
                Assert.InRange(reader.Left, 0, length - 1);
                length = reader.Left;
            }

            CoseKey.Read(bytes.AsSpan(0, random.Next(bytes.Length)), out _);
            AuthenticatorData.Read(bytes);
        }
    }
}
