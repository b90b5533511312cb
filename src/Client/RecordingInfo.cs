namespace Hindsight.Client;

/// <summary>A recording as the server's list has it. Durations in milliseconds; <see cref="End"/> is null while the session runs.</summary>
public sealed record RecordingInfo(
    string Sid, string Kind, string User, string Target, string Login, DateTimeOffset Start, DateTimeOffset? End, long DurationMs,
    long Bytes, string State, string? Reason, string Rule, bool Live, int Width, int Height);

/// <summary>A recording that the server took over; the notes say what could not be taken over as it was.</summary>
public sealed record ImportedRecording(
    string Sid, string Kind, string User, string Target, string Login, DateTimeOffset Start, long DurationMs, IReadOnlyList<string> Notes);

/// <summary>A page of recordings, and where the next one begins.</summary>
public sealed record RecordingListPage(IReadOnlyList<RecordingInfo> Items, string? StartKey);
