using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;

namespace Hindsight.Recording.Playback;

/// <summary>Walks from chunk to chunk and checks each; the chain is not checked, for it would need everything before.</summary>
internal sealed class ChunkTrack(IRecordingSource source)
{
    private readonly SourceWindow _window = new(source);
    private long _expectedSequence;
    private bool _hasBody;

    /// <summary>Where the present chunk begins, in bytes of the file.</summary>
    public long Position { get; private set; } = RecordingHeader.Length;

    /// <summary>The time of the last record before the present chunk.</summary>
    public long LastTime { get; private set; }

    /// <summary>The present chunk's header, if it was read and is whole.</summary>
    public ChunkHeader? Header { get; private set; }

    /// <summary>The present chunk's body, once it was read; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Whether chunks are missing before the present one.</summary>
    public bool IsBehindGap => Header is { } header && header.Sequence > _expectedSequence;

    /// <summary>Goes to a segment.</summary>
    public void MoveTo(SegmentRow row)
    {
        (Position, _expectedSequence, LastTime) = (row.Offset, row.Sequence, row.Time);
        (Header, Body, _hasBody) = (null, default, false);
    }

    /// <summary>Goes to the chunk behind the present one, whose header was read.</summary>
    public void MoveOn()
    {
        var header = Header!.Value;
        Position += header.TotalLength;
        (_expectedSequence, LastTime) = (header.Sequence + 1L, Math.Max(LastTime, header.LastTime));
        (Header, Body, _hasBody) = (null, default, false);
    }

    /// <summary>Reads the present chunk's header; false if the source ends before it does. <see cref="Header"/> is null if it is damaged.</summary>
    public async ValueTask<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (Header is not null)
            return true;
        var bytes = await _window.GetAsync(Position, ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
        if (bytes.Length < ChunkHeader.Length)
            return false;
        Header = ChunkHeader.TryRead(bytes.Span, out var header) ? header : null;
        return true;
    }

    /// <summary>
    /// Reads the present chunk's body and returns what is wrong with the chunk, or null; <see cref="DamageKind.Tail"/> if the
    /// source ends within it.
    /// </summary>
    public async ValueTask<DamageKind?> ReadBodyAsync(CancellationToken cancellationToken)
    {
        var header = Header!.Value;
        if (!_hasBody)
        {
            var bytes = await _window.GetAsync(Position, header.TotalLength, cancellationToken).ConfigureAwait(false);
            if (bytes.Length < header.TotalLength)
                return DamageKind.Tail;
            if (ChunkReader.Read(bytes, [], out var chunk) != ChunkStatus.Ok || header.IsEncrypted)
                return DamageKind.Body;
            (Body, _hasBody) = (chunk.Body, true);
        }

        if (header.FirstTime < LastTime || header.Sequence < _expectedSequence)
            return DamageKind.Order;
        return IsBehindGap && !header.StartsSegment ? DamageKind.Missing : null;
    }
}
