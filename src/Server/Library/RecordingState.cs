namespace Hindsight.Server.Library;

/// <summary>
/// Where a recording has got to. States only move forward, in SQL (<see cref="Ledger"/> and a trigger), and every page
/// and command shows them. The names in lower case are what the database and the API use.
/// </summary>
internal enum RecordingState
{
    /// <summary>The session runs.</summary>
    Recording,

    /// <summary>The session is over; the file is being finished.</summary>
    Sealing,

    /// <summary>The file is whole and waits for the store, or is on its way.</summary>
    Uploading,

    /// <summary>All of the session is in the store.</summary>
    Complete,

    /// <summary>A part is missing; the reason says which and why. The rest plays.</summary>
    Incomplete,

    /// <summary>There is nothing to play; the reason says why.</summary>
    Lost,

    /// <summary>A rule said not to record.</summary>
    Off,
}

/// <summary>The states' names outside the program.</summary>
internal static class RecordingStates
{
    private static readonly string[] Names = ["recording", "sealing", "uploading", "complete", "incomplete", "lost", "off"];

    /// <summary>The state's name in the database and the API.</summary>
    public static string Name(this RecordingState state) => Names[(int)state];

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, out RecordingState state)
    {
        var index = Array.IndexOf(Names, name);
        state = (RecordingState)Math.Max(index, 0);
        return index >= 0;
    }
}
