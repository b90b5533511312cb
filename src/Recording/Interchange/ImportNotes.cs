namespace Hindsight.Recording.Interchange;

/// <summary>Gathers what an import can't take over: one sentence for each kind of thing, with how often it came.</summary>
internal sealed class ImportNotes
{
    /// <summary>Kinds that are kept; a hostile file could have any number.</summary>
    private const int Max = 100;

    private readonly Dictionary<string, long> _counts = [];
    private readonly List<string> _order = [];

    public IReadOnlyList<string> Sentences => [.. _order.Select(n => _counts[n] == 1 ? n : $"{n} ({_counts[n]} times)")];

    public void Add(string sentence)
    {
        if (_counts.TryGetValue(sentence, out var count))
        {
            _counts[sentence] = count + 1;
        }
        else if (_order.Count < Max)
        {
            _order.Add(sentence);
            _counts[sentence] = 1;
        }
    }
}
