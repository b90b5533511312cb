using Hindsight.Server.Database;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>A row as the database gives it; the one place that knows the columns of <c>recordings</c>.</summary>
internal sealed class LedgerRow
{
    public const string Columns =
        "sid, kind, user_name AS UserName, target, login, started, ended, duration, bytes, width, height, state, outcome, reason, waiting, rule, stored";

    public string Sid { get; init; } = "";
    public string Kind { get; init; } = "";
    public string UserName { get; init; } = "";
    public string Target { get; init; } = "";
    public string Login { get; init; } = "";
    public long Started { get; init; }
    public long? Ended { get; init; }
    public long Duration { get; init; }
    public long Bytes { get; init; }
    public long Width { get; init; }
    public long Height { get; init; }
    public string State { get; init; } = "";
    public string Outcome { get; init; } = "";
    public string? Reason { get; init; }
    public string? Waiting { get; init; }
    public string Rule { get; init; } = "";
    public long? Stored { get; init; }

    public LedgerEntry ToEntry() => new()
    {
        Sid = SessionId.TryParse(Sid, out var sid) ? sid : throw new DatabaseException($"the ledger has a row with the id '{Sid}', which is none of ours"),
        Kind = Kind,
        User = UserName,
        Target = Target,
        Login = Login,
        Start = ColumnTypes.FromMicroseconds(Started),
        End = Ended is { } ended ? ColumnTypes.FromMicroseconds(ended) : null,
        DurationMs = Duration,
        Bytes = Bytes,
        Width = (int)Width,
        Height = (int)Height,
        State = StateOf(State),
        Outcome = StateOf(Outcome),
        Reason = Waiting is null ? Reason : Reason is null ? Waiting : $"{Reason} {Waiting}",
        Rule = Rule,
        Stored = Stored is not null,
    };

    private static RecordingState StateOf(string name) =>
        RecordingStates.TryParse(name, out var state) ? state : throw new DatabaseException($"the ledger has a row in the state '{name}', which this teleport does not know");
}
