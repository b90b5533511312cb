using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>The runs of one TILE_SAVE or TILE_DRAW on their way into its body: docs/FORMAT.md, "Tiles". Reused by one encoder.</summary>
internal sealed class TileRuns
{
    // Two bytes for each number below 2^14, three for the cells.
    private const int MaxRunBytes = 12;

    private readonly TileRun[] _runs = new TileRun[TileFormat.MaxRuns];
    private readonly byte[] _body = new byte[Varint.MaxLength + (MaxRunBytes * TileFormat.MaxRuns)];
    private int _count;

    /// <summary>The runs.</summary>
    public ReadOnlySpan<TileRun> Items => _runs.AsSpan(0, _count);

    /// <summary>Whether there is room for another run.</summary>
    public bool HasRoom => _count < _runs.Length;

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a run, or makes the last one longer.</summary>
    public void Add(in TileRun run)
    {
        if (_count > 0 && _runs[_count - 1].IsFollowedBy(run))
            _runs[_count - 1] = _runs[_count - 1] with { Count = _runs[_count - 1].Count + run.Count };
        else
            _runs[_count++] = run;
    }

    /// <summary>Appends the record, if there are runs.</summary>
    public void AppendTo(RecordBatch batch, RecordKind kind)
    {
        if (_count == 0)
            return;
        var length = Varint.Write(_body, (ulong)_count);
        foreach (ref readonly var run in Items)
        {
            length += Varint.Write(_body.AsSpan(length), (ulong)run.Slot);
            length += Varint.Write(_body.AsSpan(length), (ulong)run.Column);
            length += Varint.Write(_body.AsSpan(length), (ulong)run.Row);
            length += Varint.Write(_body.AsSpan(length), (ulong)run.Count);
            if (kind != RecordKind.TileDraw)
                continue;
            BodyWriter.WriteU16(_body, length, run.Cells);
            length += 2;
        }

        batch.Append(kind, _body.AsSpan(0, length));
    }
}
