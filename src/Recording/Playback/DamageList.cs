namespace Hindsight.Recording.Playback;

/// <summary>The damage a scan has met, in the order of the file. Bounded: what comes after the last entry widens it.</summary>
internal sealed class DamageList
{
    private const int Limit = 1024;

    private readonly List<RecordingDamage> _entries = [];

    /// <summary>The first entry that no segment follows yet.</summary>
    private int _open;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Adds a damaged part.</summary>
    public void Add(DamageKind kind, long offset, long from, long to)
    {
        if (_entries.Count < Limit)
            _entries.Add(new RecordingDamage(kind, offset, from, to, to));
        else
            _entries[^1] = _entries[^1] with { To = Math.Max(to, _entries[^1].To) };
        _open = Math.Min(_open, _entries.Count - 1);
    }

    /// <summary>A segment begins: from here on pictures are right again.</summary>
    public void CloseAt(long time)
    {
        for (; _open < _entries.Count; _open++)
            _entries[_open] = _entries[_open] with { ShownAgain = time };
    }

    /// <summary>The entries, where <paramref name="end"/> is the recording's end so far.</summary>
    public IEnumerable<RecordingDamage> UpTo(long end) =>
        _entries.Select((d, i) => i < _open ? d : d with { ShownAgain = Math.Max(end, d.To) });
}
