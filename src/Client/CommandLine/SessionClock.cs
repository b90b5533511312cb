using System.Globalization;

namespace Hindsight.Client.CommandLine;

/// <summary>A moment of a session, as the command lines print it.</summary>
public static class SessionClock
{
    /// <summary>H:MM:SS.mmm of milliseconds.</summary>
    public static string Text(long ms) =>
        string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000}:{ms / 60_000 % 60:00}:{ms / 1000 % 60:00}.{ms % 1000:000}");
}
