using Hindsight.Server.Access;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>A session that policy admitted, as it is written down before its first packet.</summary>
/// <param name="Sid">The session.</param>
/// <param name="Kind">What it connects to; <c>desktop</c>.</param>
/// <param name="User">Who connects.</param>
/// <param name="Target">The desktop's name.</param>
/// <param name="Login">The account on the desktop.</param>
/// <param name="Start">The wall clock at its start.</param>
/// <param name="Rule">The rule that decided whether it is recorded.</param>
/// <param name="Recorded">Whether it is recorded.</param>
internal sealed record AdmittedSession(SessionId Sid, string Kind, string User, string Target, string Login, DateTimeOffset Start, string Rule, bool Recorded);

/// <summary>A row of the ledger.</summary>
internal sealed record LedgerEntry
{
    /// <summary>The session.</summary>
    public required SessionId Sid { get; init; }

    /// <summary>What it connected to; <c>desktop</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who connected.</summary>
    public required string User { get; init; }

    /// <summary>The desktop's name.</summary>
    public required string Target { get; init; }

    /// <summary>The account on the desktop.</summary>
    public required string Login { get; init; }

    /// <summary>The wall clock at its start.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The wall clock at its end; null while it runs.</summary>
    public required DateTimeOffset? End { get; init; }

    /// <summary>Milliseconds from the start to the last durable record.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Durable bytes of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Width of the last screen in pixels; 0 before the first.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the last screen in pixels; 0 before the first.</summary>
    public required int Height { get; init; }

    /// <summary>Where the recording has got to.</summary>
    public required RecordingState State { get; init; }

    /// <summary>What <see cref="RecordingState.Uploading"/> ends in once the store has the file.</summary>
    public required RecordingState Outcome { get; init; }

    /// <summary>Why the state is what it is, or what it waits for.</summary>
    public required string? Reason { get; init; }

    /// <summary>The rule that decided whether it is recorded.</summary>
    public required string Rule { get; init; }

    /// <summary>Whether the store has a verified copy; until then the file is in the spool.</summary>
    public required bool Stored { get; init; }

    /// <summary>What conditions of rules see of it.</summary>
    public SessionFacts Facts => new(Sid.ToString(), Kind, User, Target, Login);

    /// <summary>Whether the session still runs.</summary>
    public bool Live => End is null && State is RecordingState.Recording or RecordingState.Off;
}
