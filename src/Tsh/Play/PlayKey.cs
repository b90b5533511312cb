namespace Hindsight.Tsh.Play;

/// <summary>What the person asks of the player.</summary>
internal enum PlayKey
{
    /// <summary>Nothing: the time is up.</summary>
    None,

    /// <summary>Stop here, or go on.</summary>
    Pause,

    /// <summary>Some seconds back.</summary>
    Back,

    /// <summary>Some seconds on.</summary>
    Forward,

    /// <summary>A minute back.</summary>
    FarBack,

    /// <summary>A minute on.</summary>
    FarForward,

    /// <summary>From the start.</summary>
    Start,

    /// <summary>To the end.</summary>
    End,

    /// <summary>Twice as fast.</summary>
    Faster,

    /// <summary>Half as fast.</summary>
    Slower,

    /// <summary>Enough.</summary>
    Quit,
}

/// <summary>The keys that do it.</summary>
internal static class PlayKeys
{
    /// <summary>For the help.</summary>
    internal const string Help = "space pauses; left and right (or , and .) go 5 s back and on, Page Up and Page Down a minute, Home and End to the ends; up and down (or + and -) change the speed; q stops";

    /// <summary>What a key asks for; null if nothing.</summary>
    internal static PlayKey? Of(ConsoleKeyInfo key) => (key.Key, key.KeyChar) switch
    {
        (ConsoleKey.Spacebar, _) or (_, ' ') => PlayKey.Pause,
        (ConsoleKey.LeftArrow, _) or (_, ',') => PlayKey.Back,
        (ConsoleKey.RightArrow, _) or (_, '.') => PlayKey.Forward,
        (ConsoleKey.PageUp, _) => PlayKey.FarBack,
        (ConsoleKey.PageDown, _) => PlayKey.FarForward,
        (ConsoleKey.Home, _) or (_, '0') => PlayKey.Start,
        (ConsoleKey.End, _) => PlayKey.End,
        (ConsoleKey.UpArrow, _) or (_, '+' or '=') => PlayKey.Faster,
        (ConsoleKey.DownArrow, _) or (_, '-') => PlayKey.Slower,
        (ConsoleKey.Q, _) or (_, 'q' or '\u0003') => PlayKey.Quit,
        _ => null,
    };
}
