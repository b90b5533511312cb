using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Recording.Terminal;

namespace Hindsight.Recording.Playback;

/// <summary>
/// A moment of a recording and the screen as it was then. Reads only the chunks on its way, checks each, and goes on
/// behind damage with the next segment. Times are milliseconds since the session's start. Not thread-safe.
/// A decoder holds 16 MiB; one that is no longer used can be given to the next cursor.
/// </summary>
public sealed class PlaybackCursor(IRecordingSource source, OpenedRecording recording, ScreenDecoder? screen = null)
{
    private readonly ChunkTrack _track = new(source);
    private readonly List<RecordingDamage> _damage = [];

    /// <summary>How many bytes of the present chunk were applied, and the time of what follows them.</summary>
    private (int Applied, long NextTime)? _within;
    private bool _skips;

    /// <summary>What is known of the recording; to be replaced by something newer when a running session's file has grown.</summary>
    public OpenedRecording Recording { get; set; } = recording;

    /// <summary>The screen and the pointer at <see cref="Time"/>, if <see cref="HasPicture"/>.</summary>
    public ScreenDecoder Screen { get; } = screen ?? new ScreenDecoder();

    /// <summary>The same of a terminal's recording.</summary>
    public TerminalDecoder Terminal { get; } = new();

    /// <summary>The moment that is shown.</summary>
    public long Time { get; private set; }

    /// <summary>Whether there was a keyframe at or before <see cref="Time"/>.</summary>
    public bool HasPicture { get; private set; }

    /// <summary>Whether the screen may not be what was there, because of damage since the last keyframe that could be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The damage that was met so far.</summary>
    public IReadOnlyList<RecordingDamage> Damage => _damage;

    private IReadOnlyList<SegmentRow> Segments => Recording.Index.Segments;

    /// <summary>Shows the moment <paramref name="time"/>: decodes from the last keyframe before it, or on from here if that is less.</summary>
    public async Task SeekAsync(long time, CancellationToken cancellationToken)
    {
        var row = Recording.Index.FindSegment(time);
        if (row >= 0 && (time < Time || Segments[row].Offset > _track.Position))
            MoveTo(Segments[row]);
        else if (row < 0 && time < Time)
            MoveTo(new SegmentRow(0, RecordingHeader.Length, 0, 0, 0));
        await AdvanceAsync(time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies every record from here up to <paramref name="time"/>, that included.</summary>
    public async Task AdvanceAsync(long time, CancellationToken cancellationToken)
    {
        while (_within is not { } within || within.NextTime <= time)
        {
            if (_within is null && !await LoadAsync(time, cancellationToken).ConfigureAwait(false))
                break;
            Apply(time);
        }

        Time = time;
    }

    /// <summary>The time of the next record, or null at the end: so a caller can go from picture to picture.</summary>
    public async ValueTask<long?> PeekTimeAsync(CancellationToken cancellationToken)
    {
        if (_within is { } within)
            return within.NextTime;
        await LoadAsync(long.MinValue, cancellationToken).ConfigureAwait(false);
        return _track.Header is { Type: ChunkType.Records } header ? header.FirstTime : null;
    }

    // Until a keyframe was read nothing is drawn: an index may lie about where one is.
    private void MoveTo(SegmentRow row)
    {
        _track.MoveTo(row);
        (_within, HasPicture, IsDamaged, _skips) = (null, false, false, true);
    }

    /// <summary>Makes the next chunk of records the present one; false if it begins after <paramref name="time"/> or there is none.</summary>
    private async ValueTask<bool> LoadAsync(long time, CancellationToken cancellationToken)
    {
        while (await _track.ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_track.Header is not { } header)
            {
                if (!TryJump(DamageKind.Chunk, _track.LastTime, _track.LastTime))
                    return false;
                continue;
            }

            if (header.Type == ChunkType.Records && header.FirstTime > time)
                return false;
            if (header.Type == ChunkType.Records && (!_skips || header.StartsSegment))
            {
                switch (await _track.ReadBodyAsync(cancellationToken).ConfigureAwait(false))
                {
                    case null:
                        _within = (0, header.FirstTime);
                        return true;
                    case DamageKind.Tail:
                        // The rest of a running session's last chunk is still to come.
                        if (NextSegment() is null || !TryJump(DamageKind.Body, header.FirstTime, header.LastTime))
                            return false;
                        continue;
                    case { } kind:
                        Note(kind, header.FirstTime, header.LastTime);
                        break;
                }
            }

            _track.MoveOn();
        }

        return false;
    }

    private void Apply(long time)
    {
        var (applied, nextTime) = _within!.Value;
        var header = _track.Header!.Value;
        if (applied == 0 && header.StartsSegment)
            BeginSegment(header);

        var reader = new RecordReader(_track.Body.Span[applied..], nextTime);
        try
        {
            for (var before = 0; reader.TryRead(out var record); before = reader.Consumed)
            {
                if (record.Time > time)
                {
                    _within = (applied + before, record.Time);
                    return;
                }

                Screen.Apply(record.Kind, record.Body);
                Terminal.Apply(record.Kind, record.Body);
                HasPicture |= record.Kind is RecordKind.Keyframe or RecordKind.TerminalKeyframe;
            }

            if (reader.Problem is not null)
                Note(DamageKind.Records, header.FirstTime, header.LastTime);
        }
        catch (RecordingFormatException)
        {
            Note(DamageKind.Records, header.FirstTime, header.LastTime);
        }

        _within = null;
        _track.MoveOn();
    }

    private void BeginSegment(in ChunkHeader header)
    {
        if (_track.IsBehindGap)
            Note(DamageKind.Missing, _track.LastTime, header.FirstTime);
        (_skips, IsDamaged) = (false, false);
    }

    /// <summary>Notes damage at the present place: until the next segment nothing is drawn.</summary>
    private void Note(DamageKind kind, long from, long to)
    {
        (IsDamaged, _skips) = (true, true);
        if (_damage.All(d => d.Offset != _track.Position))
            _damage.Add(new RecordingDamage(kind, _track.Position, from, to, Math.Max(to, NextSegment()?.Time ?? Recording.Duration)));
    }

    /// <summary>Notes damage that hides where the next chunk is, and goes to the next segment; false if there is none.</summary>
    private bool TryJump(DamageKind kind, long from, long to)
    {
        Note(kind, from, to);
        if (NextSegment() is not { } row)
            return false;
        _track.MoveTo(row);
        return true;
    }

    /// <summary>The first segment behind the present place.</summary>
    private SegmentRow? NextSegment()
    {
        var (low, high) = (0, Segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Segments[middle].Offset <= _track.Position)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Segments.Count ? Segments[low] : null;
    }
}
