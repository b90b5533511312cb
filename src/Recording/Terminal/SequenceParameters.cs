namespace Hindsight.Recording.Terminal;

/// <summary>The numbers of a control sequence: <c>1;38:2::10:20:30</c>. One that is left out is 0, a sub-parameter -1.</summary>
internal sealed class SequenceParameters
{
    private readonly int[] _values = new int[TerminalLimits.MaxParameters];
    private readonly int[] _subValues = new int[TerminalLimits.MaxParameters];

    /// <summary>Where the sub-parameters of each parameter begin.</summary>
    private readonly int[] _subStart = new int[TerminalLimits.MaxParameters + 1];

    private int _subCount;
    private int _digits;
    private bool _inSub;
    private bool _full;
    private bool _subFull;

    public int Count { get; private set; }

    /// <summary>The value at <paramref name="index"/>; 0 if there is none.</summary>
    public int this[int index] => index < Count ? _values[index] : 0;

    /// <summary>The value at <paramref name="index"/>, where 0 means 1.</summary>
    public int OrOne(int index) => Math.Max(1, this[index]);

    public ReadOnlySpan<int> SubParameters(int index) => _subValues.AsSpan(_subStart[index]..(index + 1 < Count ? _subStart[index + 1] : _subCount));

    public void Clear()
    {
        (Count, _subCount, _digits, _inSub, _full, _subFull) = (1, 0, 0, false, false, false);
        (_values[0], _subStart[0]) = (0, 0);
    }

    /// <summary>Takes a digit, <c>;</c> or <c>:</c>; false if it makes no difference.</summary>
    public bool Add(int code) => code switch
    {
        ';' => AddParameter(),
        ':' => AddSubParameter(),
        _ => AddDigit(code - '0'),
    };

    private bool AddParameter()
    {
        var wasFull = _full;
        (_digits, _inSub) = (0, false);
        _full = Count == _values.Length;
        if (_full)
            return !wasFull;
        (_values[Count], _subStart[Count]) = (0, _subCount);
        Count++;
        return true;
    }

    private bool AddSubParameter()
    {
        var changes = !_inSub;
        (_digits, _inSub) = (0, true);
        if (_full || _subCount == _subValues.Length)
        {
            changes |= !_subFull;
            _subFull = true;
            return changes;
        }

        _subValues[_subCount++] = -1;
        return true;
    }

    private bool AddDigit(int digit)
    {
        if (_full || (_inSub && _subFull) || _digits == TerminalLimits.MaxDigits)
            return false;
        _digits++;
        ref var value = ref _inSub ? ref _subValues[_subCount - 1] : ref _values[Count - 1];
        value = (Math.Max(0, value) * 10) + digit;
        return true;
    }
}
