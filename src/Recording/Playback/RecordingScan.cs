using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Playback;

/// <summary>
/// One pass over a recording from its start: checks everything that needs no key, rebuilds the index from the chunks, and
/// goes on behind damage. Memory is bounded by one chunk and the index, time by the length of the file.
/// <see cref="AdvanceAsync"/> can be called again when a running session's file has grown. Not thread-safe.
/// </summary>
public sealed class RecordingScan(IReadOnlyList<IKeyIdentity>? identities = null)
{
    private const int MostRework = 6;

    private RecordingDamage? _tail;
    private long _position;

    /// <summary>Bytes that were read again to find a chunk inside a damaged one: few times those that were read at all, so the pass stays linear.</summary>
    private long _reworked;
    private long _furthest;

    /// <summary>What the file's first bytes are. Unless they are <see cref="HeaderStatus.Ok"/> or <see cref="HeaderStatus.Damaged"/> nothing else was read.</summary>
    public HeaderStatus HeaderStatus { get; private set; } = HeaderStatus.Truncated;

    /// <summary>The header, or null if it is not whole.</summary>
    public RecordingHeader? Header { get; private set; }

    /// <summary>The time of the last record, in milliseconds since the session's start.</summary>
    public long Duration => State.LastTime;

    /// <summary>The seal, or null if there is no whole one.</summary>
    public RecordingSeal? Seal => State.Seal;

    /// <summary>The cause and text of the END record, if it was seen.</summary>
    public (SealCause Cause, string Reason)? End => State.End;

    /// <summary>The end of the last good chunk, in bytes of the file: where a cut file is continued.</summary>
    public long ValidEnd => State.Continuation.Offset;

    /// <summary>Whether the file ends without a seal: a running session's file, or a cut one.</summary>
    public bool IsCut => _tail?.Kind == DamageKind.Tail;

    /// <summary>All damage, in the order of the file.</summary>
    public IReadOnlyList<RecordingDamage> Damage => [.. State.Damage.UpTo(Duration), .. _tail is null ? [] : new[] { _tail }];

    /// <summary>Whether the records are encrypted and were not decrypted for want of the key: then the index has no sizes and no marks.</summary>
    public bool IsLocked => State.IsLocked;

    internal ScanState State { get; } = new(identities ?? []);

    /// <summary>Scans a whole source.</summary>
    public static Task<RecordingScan> RunAsync(IRecordingSource source, CancellationToken cancellationToken) =>
        RunAsync(source, [], cancellationToken);

    /// <summary>Scans a whole source, which may be encrypted for one of <paramref name="identities"/>.</summary>
    public static async Task<RecordingScan> RunAsync(IRecordingSource source, IReadOnlyList<IKeyIdentity> identities, CancellationToken cancellationToken)
    {
        var scan = new RecordingScan(identities);
        await scan.AdvanceAsync(source, cancellationToken).ConfigureAwait(false);
        return scan;
    }

    /// <summary>The index of the chunks so far.</summary>
    public RecordingIndex BuildIndex() => State.Index.Build();

    /// <summary>Scans from where the last call stopped to the end.</summary>
    public async Task AdvanceAsync(IRecordingSource source, CancellationToken cancellationToken)
    {
        var window = new SourceWindow(source);
        _tail = null;
        if (_position == 0 && !await ReadHeaderAsync(window, cancellationToken).ConfigureAwait(false))
            return;

        var going = true;
        while (going && Seal is null && _position < window.Length)
            going = await ReadChunkAsync(window, cancellationToken).ConfigureAwait(false);
        await ReadTrailerAsync(window, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> ReadHeaderAsync(SourceWindow window, CancellationToken cancellationToken)
    {
        var bytes = await window.GetAsync(0, RecordingHeader.Length + ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
        HeaderStatus = RecordingHeader.Read(bytes.Span, out var header);
        Header = header;
        // A chunk right behind it tells a damaged header from a file of another kind.
        if (HeaderStatus is HeaderStatus.NotOurs && bytes.Length > RecordingHeader.Length && ChunkHeader.TryRead(bytes.Span[RecordingHeader.Length..], out _))
            HeaderStatus = HeaderStatus.Damaged;

        if (HeaderStatus is HeaderStatus.Truncated)
            _tail = new RecordingDamage(DamageKind.Tail, 0, 0, 0, 0);
        if (HeaderStatus is not (HeaderStatus.Ok or HeaderStatus.Damaged))
            return false;
        State.Begin(bytes.Span[..RecordingHeader.Length], Header);
        _position = RecordingHeader.Length;
        return true;
    }

    /// <summary>Reads the chunk at the position, or finds the next; false if nothing follows that can be read.</summary>
    private async ValueTask<bool> ReadChunkAsync(SourceWindow window, CancellationToken cancellationToken)
    {
        var start = await window.GetAsync(_position, ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
        if (!ChunkHeader.TryRead(start.Span, out var header))
            return await PassOverAsync(window, DamageKind.Chunk, State.NextSequence, cancellationToken).ConfigureAwait(false);

        var bytes = await window.GetAsync(_position, header.TotalLength, cancellationToken).ConfigureAwait(false);
        if (bytes.Length < header.TotalLength)
            return await PassOverAsync(window, DamageKind.Body, header.Sequence + 1L, cancellationToken).ConfigureAwait(false);

        var end = _position + header.TotalLength;
        _furthest = Math.Max(_furthest, end);
        if (State.Read(bytes, _position) || _reworked > MostRework * _furthest)
        {
            _position = end;
            return true;
        }

        // Bytes may be missing from the body; then the next chunk begins before this one seems to end.
        var next = await ChunkFinder.FindAsync(window, _position + ChunkHeader.Length, end, State.NextSequence, header.FirstTime, cancellationToken).ConfigureAwait(false);
        if (next >= 0)
            _reworked += end - next;
        _position = next >= 0 ? next : end;
        return true;
    }

    private async ValueTask<bool> PassOverAsync(SourceWindow window, DamageKind kind, long leastSequence, CancellationToken cancellationToken)
    {
        var next = await ChunkFinder.FindAsync(window, _position + 1, window.Length, leastSequence, State.LastTime, cancellationToken).ConfigureAwait(false);
        if (next < 0)
            return false;
        var bytes = await window.GetAsync(next, ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
        ChunkHeader.TryRead(bytes.Span, out var following);
        State.PassOver(kind, _position, following.FirstTime);
        _position = next;
        return true;
    }

    private async ValueTask ReadTrailerAsync(SourceWindow window, CancellationToken cancellationToken)
    {
        await FindEndAsync(window, cancellationToken).ConfigureAwait(false);
        // What was read as a chunk is no trailer.
        var at = window.Length - Trailer.Length;
        var bytes = at >= _position ? await window.GetAsync(at, Trailer.Length, cancellationToken).ConfigureAwait(false) : default;
        var isTrailer = Trailer.TryRead(bytes.Span, window.Length, out var trailer);
        DamageKind? kind = (Seal, isTrailer) switch
        {
            // The end is there, so nothing was cut: something before it is damaged.
            (null, true) => DamageKind.Seal,
            (null, false) => DamageKind.Tail,
            (_, true) when at == _position => trailer == State.Places || !State.Damage.IsEmpty ? null : DamageKind.Trailer,
            _ => (window.Length - _position).CompareTo(Trailer.Length) switch
            {
                < 0 => DamageKind.Tail,
                0 => DamageKind.Trailer,
                _ => DamageKind.Excess,
            },
        };
        if (kind is { } found)
            _tail = new RecordingDamage(found, _position, Duration, Duration, Duration);
    }

    /// <summary>Reads a stream to its end, and keeps as many of its last bytes as a trailer has.</summary>
    private async ValueTask FindEndAsync(SourceWindow window, CancellationToken cancellationToken)
    {
        const int step = 64 * 1024;
        for (var from = _position; window.Length == long.MaxValue; from += step - Trailer.Length)
            await window.GetAsync(from, step, cancellationToken).ConfigureAwait(false);
    }
}
