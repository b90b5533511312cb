using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;

namespace Hindsight.Recording.Playback;

/// <summary>What a player needs to know of a recording before it plays: from its tail in two reads, or from a scan of all of it.</summary>
public sealed record OpenedRecording(
    RecordingHeader? Header, RecordingIndex Index, long Duration, RecordingSeal? Seal, IReadOnlyList<RecordingDamage> Damage)
{
    /// <summary>The end of a file that is read at once.</summary>
    private const int TailLength = 64 * 1024;

    /// <summary>The largest index that is read from a tail; a correct one is never larger.</summary>
    private const long MaxIndexLength = 16 << 20;

    /// <summary>Opens a recording; throws <see cref="Records.RecordingFormatException"/> if it is none that this version can play.</summary>
    public static async Task<OpenedRecording> OpenAsync(IRecordingSource source, CancellationToken cancellationToken)
    {
        if (await TryReadTailAsync(source, cancellationToken).ConfigureAwait(false) is { } opened)
            return opened;
        var scan = await RecordingScan.RunAsync(source, cancellationToken).ConfigureAwait(false);
        return scan.HeaderStatus switch
        {
            HeaderStatus.Ok or HeaderStatus.Damaged => new(scan.Header, scan.BuildIndex(), scan.Duration, scan.Seal, scan.Damage),
            HeaderStatus.Unsupported => throw new Records.RecordingFormatException("the recording was made by a newer version: play it with that one"),
            _ => throw new Records.RecordingFormatException("the file is no recording"),
        };
    }

    /// <summary>Reads header, index and seal of a sealed recording; null if any of them is not whole. What lies between is not looked at.</summary>
    public static async Task<OpenedRecording?> TryReadTailAsync(IRecordingSource source, CancellationToken cancellationToken)
    {
        var length = source.Length;
        var head = await new SourceWindow(source, RecordingHeader.Length).GetAsync(0, RecordingHeader.Length, cancellationToken).ConfigureAwait(false);
        if (RecordingHeader.Read(head.Span, out var header) != HeaderStatus.Ok)
            return null;

        var window = new SourceWindow(source, TailLength);
        var tail = await window.GetAsync(Math.Max(0, length - TailLength), TailLength, cancellationToken).ConfigureAwait(false);
        if (tail.Length < Trailer.Length || !Trailer.TryRead(tail.Span[^Trailer.Length..], length, out var trailer)
            || length - trailer.IndexOffset > MaxIndexLength)
            return null;

        var closing = await window.GetAsync(trailer.IndexOffset, (int)(length - trailer.IndexOffset), cancellationToken).ConfigureAwait(false);
        var sealAt = (int)(trailer.SealOffset - trailer.IndexOffset);
        if (closing.Length != length - trailer.IndexOffset
            || ChunkReader.Read(closing[..sealAt], [], out var indexChunk) != ChunkStatus.Ok
            || ChunkReader.Read(closing[sealAt..^Trailer.Length], indexChunk.Chain.Span, out var sealChunk) != ChunkStatus.Ok
            || indexChunk.Header.Type != ChunkType.Index || indexChunk.Header.TotalLength != sealAt
            || sealChunk.Header.Type != ChunkType.Seal || sealChunk.Header.TotalLength != closing.Length - sealAt - Trailer.Length
            || !IndexBody.TryRead(indexChunk.Body.Span, out var index)
            || !RecordingSeal.TryRead(sealChunk.Body.Span, out var seal)
            || !seal.Chain.Span.SequenceEqual(indexChunk.Chain.Span) || seal.SessionId != header!.SessionId
            || (index.Segments.Count > 0 && (index.Segments[0].Offset < RecordingHeader.Length || index.Segments[^1].Offset >= trailer.IndexOffset)))
            return null;
        return new OpenedRecording(header, index, seal.Duration, seal, []);
    }
}
