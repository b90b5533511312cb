using Hindsight.Recording.Playback;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>A stream that is read once yields what the file yields.</summary>
public sealed class StreamVerificationTests
{
    private static readonly SmallRecording Small = SmallRecording.Signed;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_cut_is_found_as_in_the_file()
    {
        for (var length = 0; length <= Small.Bytes.Length; length++)
            await CompareAsync(Small.Bytes[..length], 1 + (length % 700));
    }

    [Fact]
    public async Task Changed_bits_are_found_as_in_the_file()
    {
        var bytes = Small.Bytes.ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            await CompareAsync(bytes, 1 + (bit % 900));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public async Task Bytes_before_between_and_behind_are_found_as_in_the_file()
    {
        var noise = new byte[90_000];
        new Random(3).NextBytes(noise);
        foreach (var at in new[] { 0, 64, 500, (int)Small.Starts[3], (int)Small.Closed.IndexOffset, Small.Bytes.Length - 24, Small.Bytes.Length })
        {
            foreach (var count in new[] { 1, 23, 24, 25, 70_000, 90_000 })
                await CompareAsync([.. Small.Bytes[..at], .. noise[..count], .. Small.Bytes[at..]], 4096);
        }
    }

    private static async Task CompareAsync(byte[] bytes, int step)
    {
        var file = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), Cancellation);
        using var stream = new SlowStream(bytes, step);
        var streamed = await RecordingScan.RunAsync(new StreamRecordingSource(stream), Cancellation);
        Assert.Equal(file.Damage, streamed.Damage);
        Assert.Equal((file.HeaderStatus, file.ValidEnd, file.IsCut, file.Duration), (streamed.HeaderStatus, streamed.ValidEnd, streamed.IsCut, streamed.Duration));
        var (expected, found) = (RecordingVerifier.Judge(file, SmallRecording.Key, null), RecordingVerifier.Judge(streamed, SmallRecording.Key, null));
        Assert.Equal((expected.Verdict, expected.From, expected.To, expected.Reason), (found.Verdict, found.From, found.To, found.Reason));
    }

    /// <summary>Gives a few bytes a read, and can't go back.</summary>
    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
