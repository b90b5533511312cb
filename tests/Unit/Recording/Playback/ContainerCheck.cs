using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Encryption;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>Reads bytes in every way there is to read a recording, and fails if any of them does what no bytes may make it do.</summary>
internal sealed class ContainerCheck
{
    private readonly ScreenDecoder _screen = new();

    /// <summary>What the readers made of it: inputs with the same answer took the same ways.</summary>
    public async Task<string> RunAsync(byte[] bytes)
    {
        var source = new MemoryRecordingSource(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var locked = await RecordingScan.RunAsync(source, default(CancellationToken));
        var scan = await RecordingScan.RunAsync(source, [EncryptedRecording.Reader], default);
        var verdict = RecordingVerifier.Judge(scan, SmallRecording.Key, null);
        using var stream = new MemoryStream(bytes);
        var streamed = await RecordingVerifier.VerifyAsync(stream, SmallRecording.Key, null, default);
        Assert.Equal(RecordingVerifier.Judge(locked, SmallRecording.Key, null).Verdict, streamed.Verdict);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4 << 20) + (200L * bytes.Length));

        var recovered = await RecoverAsync(bytes, scan);
        var played = await PlayAsync(source, scan);
        return $"{scan.HeaderStatus} {verdict.Verdict} {scan.IsLocked} {Kinds(scan.Damage)} {streamed.Verdict} {recovered} {played}";
    }

    /// <summary>Which kinds there are, so that many inputs have the same answer.</summary>
    private static string Kinds(IEnumerable<RecordingDamage> damage) => string.Join(',', damage.Select(d => d.Kind).Distinct().Order());

    private static async Task<string> RecoverAsync(byte[] bytes, RecordingScan scan)
    {
        if (RecordingRecovery.Plan(scan, SealCause.Cut, "cut", SmallRecording.Key) is not { } recovery)
            return "-";
        byte[] closed = [.. bytes.AsSpan(0, (int)recovery.TruncateAt), .. recovery.Closing.Span];
        var again = await RecordingScan.RunAsync(new MemoryRecordingSource(closed), [EncryptedRecording.Reader], default);
        // A file in which many chunks claim what follows them is given up on, so that reading stays linear; and one whose
        // seal contradicts a damaged chunk's times may look different once a trailer follows.
        if (scan.Damage.All(d => d.Kind == DamageKind.Tail) || (scan.Damage.Count < 6 && scan.Seal is null))
            Assert.False(again.IsCut);
        // Closing adds no damage: what was whole before is whole, signed and said to be incomplete.
        var verdict = RecordingVerifier.Judge(again, SmallRecording.Key, null);
        if (scan.Damage.All(d => d.Kind == DamageKind.Tail) && scan.Seal is null)
            Assert.True(verdict.Verdict is Verdict.Whole or Verdict.Incomplete && verdict.IsSigned, $"{verdict}");
        return verdict.Verdict.ToString();
    }

    private async Task<string> PlayAsync(MemoryRecordingSource source, RecordingScan scan)
    {
        if (await RecordingUnlock.OpenAsync(source, [EncryptedRecording.Reader], default) is not { } readable)
            return "locked";
        await ReadWholeAsync(readable);
        OpenedRecording opened;
        try
        {
            opened = await OpenedRecording.OpenAsync(readable, default);
        }
        catch (RecordingFormatException)
        {
            return "refused";
        }

        // Pictures of a size that a hostile keyframe claims are other tests' matter, and slow.
        if (scan.BuildIndex().Segments.Concat(opened.Index.Segments).Any(s => (long)s.Width * s.Height > 1 << 16))
            return "large";
        var cursor = new PlaybackCursor(readable, opened, _screen);
        foreach (var time in new[] { 0, opened.Duration / 2, opened.Duration, opened.Duration / 3, RecordLimits.MaxTime })
            await cursor.SeekAsync(time, default);
        Assert.InRange(cursor.Damage.Count, 0, (source.Length / ChunkHeader.Length) + 1);
        return $"{cursor.HasPicture} {cursor.IsDamaged} {Kinds(cursor.Damage)}";
    }

    private static async Task ReadWholeAsync(IRecordingSource source)
    {
        var buffer = new byte[4096];
        for (long at = 0; at < source.Length;)
        {
            var read = await source.ReadAsync(at, buffer, default);
            Assert.InRange(read, 1, buffer.Length);
            at += read;
        }
    }
}
