using System.Buffers;
using System.Buffers.Binary;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Records;

namespace Hindsight.Unit.Recording.Chunks;

/// <summary>
/// Writes recordings whose pixel payloads are noise: the container never looks into them. Keeps what it wrote, so that a
/// test can compare.
/// </summary>
internal sealed class SyntheticSession
{
    private readonly RecordBatch _batch = new();

    public SyntheticSession(int width = 64, int height = 48, RecordingEncryption? encryption = null)
    {
        (Width, Height) = (width, height);
        Writer = new RecordingWriter(SampleHeader, encryption);
        File.Write(Writer.Header.Span);
    }

    public static RecordingHeader SampleHeader { get; } =
        new(Guid.Parse("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f"), 1_760_000_000_000_000);

    public RecordingWriter Writer { get; }

    public ArrayBufferWriter<byte> File { get; } = new();

    public List<SealedChunk> Chunks { get; } = [];

    /// <summary>What was appended, in order: time, kind, body.</summary>
    public List<(long Time, RecordKind Kind, byte[] Body)> Written { get; } = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public long Time { get; private set; }

    public byte[] Bytes => File.WrittenSpan.ToArray();

    public void Keyframe(long time, int payload = 40, int? width = null, int? height = null)
    {
        (Time, Width, Height) = (time, width ?? Width, height ?? Height);
        var body = new byte[4 + payload];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)Width);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)Height);
        Fill(body.AsSpan(4), time);
        Writer.AppendKeyframe(time, body, Width, Height);
        Written.Add((time, RecordKind.Keyframe, body));
    }

    public void Pixels(long time, int payload = 30, int width = 16, int height = 16) =>
        At(time, b => b.Append(RecordKind.Pixels, PixelsBody(time, payload, width, height)));

    /// <summary>Appends a batch of one time and seals what is due.</summary>
    public void At(long time, Action<RecordBatch> append)
    {
        Time = time;
        Seal(whileDue: true);
        _batch.Begin(time);
        append(_batch);
        Writer.Append(_batch);
        var reader = new RecordReader(_batch.Bytes.Span, time);
        while (reader.TryRead(out var record))
            Written.Add((time, record.Kind, record.Body.ToArray()));
        Seal(whileDue: true);
    }

    public void Seal(bool whileDue = false)
    {
        while ((!whileDue || Writer.ChunkDue(Time)) && Writer.TrySealChunk(File, out var chunk))
            Chunks.Add(chunk!);
    }

    public ClosedRecording Finish(SealCause cause = SealCause.ClosedByUser, string reason = "", ISealSigner? signer = null)
    {
        Written.Add((Time, RecordKind.End, [(byte)cause, .. System.Text.Encoding.UTF8.GetBytes(reason)]));
        return Writer.Finish(cause, reason, Time, SampleHeader.StartUnixMicroseconds + (Time * 1000), signer, File);
    }

    public static byte[] PixelsBody(long seed, int payload, int width, int height)
    {
        var body = new byte[1 + 8 + payload];
        body[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(5), (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(7), (ushort)height);
        Fill(body.AsSpan(9), seed);
        return body;
    }

    private static void Fill(Span<byte> target, long seed) => new Random((int)(seed * 31 + target.Length)).NextBytes(target);
}
