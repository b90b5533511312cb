using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;

namespace Hindsight.Server.Library;

/// <summary>A recording as the API shows it.</summary>
internal sealed record RecordingAnswer(
    string Sid, string Kind, string User, string Target, string Login, DateTimeOffset Start, DateTimeOffset? End, long DurationMs, long Bytes, string State, string? Reason, string Rule, bool Live, int Width, int Height)
{
    /// <summary>The answer of a row.</summary>
    public static RecordingAnswer Of(LedgerEntry e) => new(
        e.Sid.ToString(), e.Kind, e.User, e.Target, e.Login, e.Start, e.End, e.DurationMs, e.Bytes, e.State.Name(), e.Reason, e.Rule, e.Live, e.Width, e.Height);
}

/// <summary>A page of the list.</summary>
internal sealed record RecordingPage(IReadOnlyList<RecordingAnswer> Items, string? StartKey);

/// <summary>What a player needs before it reads the file.</summary>
internal sealed record RecordingIndexAnswer(
    long DurationMs, long Bytes, bool Live, string State, string? Reason, DateTimeOffset Start,
    IReadOnlyList<SegmentAnswer> Segments, IReadOnlyList<long> Activity, IReadOnlyList<MarkAnswer> Marks, IReadOnlyList<DamageAnswer> Damaged)
{
    /// <summary>The answer of a row and its index.</summary>
    public static RecordingIndexAnswer Of(LedgerEntry e, RecordingRows rows) => new(
        e.DurationMs, e.Bytes, e.Live, e.State.Name(), e.Reason, e.Start,
        rows.Segments.Select(s => new SegmentAnswer(s.Time, s.Offset, s.End, s.Width, s.Height)).ToList(),
        rows.Activity,
        rows.Marks.Where(m => m.Until is null).Select(m => new MarkAnswer(m.Time, m.Kind, m.Text)).ToList(),
        rows.Marks.Where(m => m.Until is not null).Select(m => new DamageAnswer(m.Time, m.Until!.Value, m.Text)).ToList());
}

/// <summary>A stretch that starts with a keyframe.</summary>
internal sealed record SegmentAnswer(long Time, long Offset, long End, int Width, int Height);

/// <summary>A named moment.</summary>
internal sealed record MarkAnswer(long Time, string Kind, string Text);

/// <summary>A stretch that can't be shown, and why.</summary>
internal sealed record DamageAnswer(long From, long To, string Reason);

/// <summary>A stretch that somebody has seen.</summary>
internal sealed record WatchedRequest(long FromMs, long ToMs);

[JsonSerializable(typeof(RecordingAnswer))]
[JsonSerializable(typeof(RecordingPage))]
[JsonSerializable(typeof(RecordingIndexAnswer))]
[JsonSerializable(typeof(VerificationAnswer))]
[JsonSerializable(typeof(WatchedRequest))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class LibraryJson : JsonSerializerContext;
