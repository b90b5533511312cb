using System.Buffers.Binary;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>Recordings whose checksums fit and whose content is anything: what an attacker would make.</summary>
public sealed class HostileRecordingTests
{
    private readonly ScreenDecoder _screen = new();
    private Random _dice = new(0);

    /// <summary>More rounds and another seed, for a longer run by hand.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("FUZZ_ROUNDS"), out var rounds) ? rounds : 400;

    private static int FirstSeed => int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), out var seed) ? seed : 1;

    [Fact]
    public async Task Changed_content_under_right_checksums_does_no_harm()
    {
        var files = RecordingScenes.All.Values.Select(make => make()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            _dice = new Random(FirstSeed + round);
            var bytes = files[_dice.Next(files.Length)].ToArray();
            for (var changes = 1 + _dice.Next(4); changes > 0; changes--)
                Change(bytes);
            await ReadEverythingAsync(bytes);
        }
    }

    [Fact]
    public async Task Parts_of_recordings_in_any_order_do_no_harm()
    {
        var files = RecordingScenes.All.Values.Select(make => make()).ToArray();
        for (var round = 0; round < Rounds / 2; round++)
        {
            _dice = new Random(FirstSeed + round);
            List<byte> bytes = [.. files[0].AsSpan(0, RecordingHeader.Length)];
            for (var parts = _dice.Next(6); parts >= 0; parts--)
            {
                var file = files[_dice.Next(files.Length)];
                var starts = Starts(file);
                var (from, to) = (_dice.Next(starts.Count), _dice.Next(starts.Count));
                bytes.AddRange(file[starts[Math.Min(from, to)]..starts[Math.Max(from, to)]]);
            }

            if (_dice.Next(2) == 0)
                bytes.AddRange(files[0][^Trailer.Length..]);
            await ReadEverythingAsync([.. bytes]);
        }
    }

    private async Task ReadEverythingAsync(byte[] bytes)
    {
        var token = TestContext.Current.CancellationToken;
        var source = new MemoryRecordingSource(bytes);
        var scan = await RecordingScan.RunAsync(source, token);
        RecordingVerifier.Judge(scan, SmallRecording.Key, null);
        if (RecordingRecovery.Plan(scan, SealCause.Cut, "", null) is { } recovery)
        {
            byte[] closed = [.. bytes.AsSpan(0, (int)recovery.TruncateAt), .. recovery.Closing.Span];
            Assert.False((await RecordingScan.RunAsync(new MemoryRecordingSource(closed), token)).IsCut);
        }

        if (scan.HeaderStatus is not (HeaderStatus.Ok or HeaderStatus.Damaged))
            return;
        var cursor = new PlaybackCursor(source, await OpenedRecording.OpenAsync(source, token), _screen);
        foreach (var time in new[] { 0, 1000, _dice.NextInt64(50_000), _dice.NextInt64(50_000), RecordLimits.MaxTime })
            await cursor.SeekAsync(time, token);
        Assert.InRange(cursor.Damage.Count, 0, bytes.Length / ChunkHeader.Length);
    }

    /// <summary>Changes something in a chunk, and its checksums with it.</summary>
    private void Change(byte[] bytes)
    {
        var starts = Starts(bytes);
        if (starts.Count < 2)
            return;
        var start = starts[_dice.Next(starts.Count - 1)];
        if (!ChunkHeader.TryRead(bytes.AsSpan(start), out var header))
            return;
        if (_dice.Next(3) == 0)
        {
            bytes[start + 4 + _dice.Next(32)] ^= (byte)(1 << _dice.Next(8));
        }
        else if (header.BodyLength > 0)
        {
            for (var i = 1 + _dice.Next(3); i > 0; i--)
                bytes[start + ChunkHeader.Length + _dice.Next(header.BodyLength)] = (byte)(_dice.Next(2) == 0 ? _dice.Next(256) : 255 * _dice.Next(2));
        }

        var end = start + ChunkHeader.Length + header.BodyLength;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(end), Crc32C.Of(bytes.AsSpan(start + ChunkHeader.Length, header.BodyLength)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(start + 36), Crc32C.Of(bytes.AsSpan(start, 36)));
    }

    private static List<int> Starts(byte[] bytes)
    {
        List<int> starts = [RecordingHeader.Length];
        while (ChunkHeader.TryRead(bytes.AsSpan(starts[^1]), out var header) && starts[^1] + header.TotalLength <= bytes.Length)
            starts.Add(starts[^1] + header.TotalLength);
        return starts;
    }
}
