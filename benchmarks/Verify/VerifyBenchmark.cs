using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;

namespace Hindsight.Benchmarks.Verify;

/// <summary>How fast a recording is verified, from memory: checksums, chain, records' form, index and signature.</summary>
internal static class VerifyBenchmark
{
    private const int Megabytes = 256;
    private const int Repeats = 5;

    public static async Task<int> RunAsync()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new EcdsaSealKey(ecdsa);
        var sid = Guid.NewGuid();
        var reader = new X25519Identity(RandomNumberGenerator.GetBytes(32));
        using var encryption = RecordingEncryption.Create(sid, [reader.Recipient]);
        var plain = Write(sid, null, key);
        var encrypted = Write(sid, encryption, key);
        await MeasureAsync("verify, plain", plain, source => RecordingVerifier.VerifyAsync(source, key, sid, default));
        await MeasureAsync("verify, encrypted", encrypted, source => RecordingVerifier.VerifyAsync(source, key, sid, default));
        await MeasureAsync("verify, encrypted, from a stream", encrypted, async _ =>
        {
            using var stream = new MemoryStream(encrypted);
            return await RecordingVerifier.VerifyAsync(stream, key, sid, default);
        });
        await MeasureAsync("verify and decrypt", encrypted, async source => RecordingVerifier.Judge(await RecordingScan.RunAsync(source, [reader], default), key, sid));
        return 0;
    }

    private static async Task MeasureAsync(string what, byte[] bytes, Func<IRecordingSource, Task<Verification>> verify)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Repeats; i++)
        {
            var before = Stopwatch.GetTimestamp();
            var found = await verify(new MemoryRecordingSource(bytes));
            var time = Stopwatch.GetElapsedTime(before);
            best = time < best ? time : best;
            if (found.Verdict != Verdict.Whole || !found.IsSigned)
                throw new InvalidOperationException(found.Reason);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34} {bytes.Length / best.TotalSeconds / 1e6,6:0} MB/s   (best of {Repeats}, {bytes.Length / 1e6:0} MB)"));
    }

    /// <summary>A session that draws noise: chunks of 256 kB, a segment for every 8 MiB.</summary>
    private static byte[] Write(Guid sid, RecordingEncryption? encryption, ISealSigner signer)
    {
        var writer = new RecordingWriter(new RecordingHeader(sid, 0), encryption);
        var file = new ArrayBufferWriter<byte>((Megabytes + 8) << 20);
        file.Write(writer.Header.Span);
        var batch = new RecordBatch();
        var body = new byte[60_000];
        new Random(1).NextBytes(body);
        (body[0], body[5], body[6], body[7], body[8]) = (1, 100, 0, 100, 0);
        var keyframe = new byte[40_000];
        (keyframe[0], keyframe[2]) = (200, 100);
        for (var time = 0L; file.WrittenCount < Megabytes << 20; time += 33)
        {
            if (time == 0 || writer.SegmentDue(time))
                writer.AppendKeyframe(time, keyframe, 200, 100);
            batch.Begin(time);
            batch.Append(RecordKind.Pixels, body);
            writer.Append(batch);
            while (writer.ChunkDue(time) && writer.TrySealChunk(file, out _))
            {
            }
        }

        writer.Finish(SealCause.ClosedByUser, "", 1_000_000_000, 0, signer, file);
        return file.WrittenSpan.ToArray();
    }
}
