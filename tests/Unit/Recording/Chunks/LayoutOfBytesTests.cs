using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Chunks;

/// <summary>The fixed parts, byte by byte.</summary>
public sealed class LayoutOfBytesTests
{
    [Fact]
    public void The_checksum_is_Castagnolis() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void A_header_is_laid_out_as_specified()
    {
        var bytes = new byte[RecordingHeader.Length];
        new RecordingHeader(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), 0x0102030405060708) { OptionalFeatures = 5 }.Write(bytes);
        Assert.Equal(
            "89485352" + "0D0A1A0A" + "0100" + "4000" + "00000000" + "05000000" + "00112233445566778899AABBCCDDEEFF" + "0807060504030201"
            + "01" + "01" + "16" + "01" + "000000000000000000000000",
            Convert.ToHexString(bytes.AsSpan(0, 60)));
        Assert.Equal(HeaderStatus.Ok, RecordingHeader.Read(bytes, out var header));
        Assert.Equal(5u, header!.OptionalFeatures);
        Assert.Equal(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), header.SessionId);
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(10, 65)]
    [InlineData(12, 2)]
    [InlineData(15, 0x80)]
    [InlineData(44, 3)]
    [InlineData(45, 2)]
    [InlineData(46, 23)]
    [InlineData(47, 2)]
    public void A_header_from_a_newer_version_is_told_from_a_damaged_one(int at, byte value)
    {
        var bytes = new byte[RecordingHeader.Length];
        SyntheticSession.SampleHeader.Write(bytes);
        bytes[at] = value;
        Assert.Equal(HeaderStatus.Damaged, RecordingHeader.Read(bytes, out _));
        BitConverter.TryWriteBytes(bytes.AsSpan(60), Crc32C.Of(bytes.AsSpan(0, 60)));
        Assert.Equal(HeaderStatus.Unsupported, RecordingHeader.Read(bytes, out _));
    }

    [Fact]
    public void A_chunk_header_is_laid_out_as_specified_and_every_changed_bit_is_found()
    {
        var header = new ChunkHeader(ChunkType.Records, ChunkFlags.StartsSegment, 7, 0x010203, 9, 0x0A0B, 0x0C0D0E);
        var bytes = new byte[ChunkHeader.Length];
        header.Write(bytes);
        Assert.Equal(
            "4853434B" + "01" + "01" + "0000" + "07000000" + "03020100" + "09000000" + "0B0A000000000000" + "0E0D0C0000000000",
            Convert.ToHexString(bytes.AsSpan(0, 36)));
        Assert.True(ChunkHeader.TryRead(bytes, out var read));
        Assert.Equal(header, read);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ChunkHeader.TryRead(bytes, out _));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_chunk_header_with_impossible_values_is_rejected_before_anything_is_read()
    {
        foreach (var header in new[]
        {
            new ChunkHeader(ChunkType.Records, 0, 0, ChunkHeader.MaxBody + 1, 0, 0, 0),
            new ChunkHeader(ChunkType.Records, 0, 0, -1, 0, 0, 0),
            new ChunkHeader(ChunkType.Records, 0, 0, 0, 0, 5, 4),
            new ChunkHeader(ChunkType.Records, 0, 0, 0, 0, -1, 4),
            new ChunkHeader(ChunkType.Records, 0, 0, 0, 0, 0, RecordLimits.MaxTime + 1),
            new ChunkHeader(ChunkType.Records, ChunkFlags.Encrypted | ChunkFlags.Decrypted, 0, 0, 0, 0, 0),
            new ChunkHeader(ChunkType.Records, (ChunkFlags)8, 0, 0, 0, 0, 0),
        })
        {
            var bytes = new byte[ChunkHeader.Length];
            header.Write(bytes);
            Assert.False(ChunkHeader.TryRead(bytes, out _));
        }
    }

    [Fact]
    public void Every_cause_has_a_code_of_its_own_that_leads_back_to_it()
    {
        var causes = Enum.GetValues<SealCause>();
        Assert.Equal(causes, causes.Select(c => SealCauses.FromCode(c.Code())));
        Assert.Equal(SealCause.InternalError, SealCauses.FromCode("no_such_desktop"));
        Assert.All(causes, c => Assert.Equal((byte)c >= 64, c.IsIncomplete()));
    }
}
