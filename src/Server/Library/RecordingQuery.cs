using System.Globalization;
using Hindsight.Server.Http;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>What a list of recordings is asked for. Every part is optional; they narrow each other.</summary>
internal sealed record RecordingQuery
{
    private const int MaxText = 200;

    /// <summary>When the session began, and how many rows a page has.</summary>
    public PageQuery Page { get; init; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 50);

    /// <summary>Text in the user, the target, the login or the id.</summary>
    public string? Search { get; init; }

    /// <summary>The state.</summary>
    public RecordingState? State { get; init; }

    /// <summary>The user.</summary>
    public string? User { get; init; }

    /// <summary>Where the last page ended.</summary>
    public RecordingCursor? After { get; init; }

    /// <summary>Reads a request's query; a problem says what is wrong with it.</summary>
    public static Problem? TryRead(IQueryCollection query, out RecordingQuery result)
    {
        result = new RecordingQuery();
        if (PageQuery.TryRead(query, out var page) is { } wrongPage)
            return wrongPage;
        if (TryReadText(query, "search", out var search) is { } wrongSearch)
            return wrongSearch;
        if (TryReadText(query, "user", out var user) is { } wrongUser)
            return wrongUser;

        RecordingState? state = null;
        if (query["state"].ToString() is { Length: > 0 } name)
        {
            if (!RecordingStates.TryParse(name, out var known))
                return Problem.BadRequest("bad_state", "state is none of recording, sealing, uploading, complete, incomplete, lost and off");
            state = known;
        }

        RecordingCursor? after = null;
        if (query["startKey"].ToString() is { Length: > 0 } key && (after = RecordingCursor.Parse(key)) is null)
            return Problem.BadRequest("bad_start_key", "startKey is not one this server gave out: begin at the first page");
        result = new RecordingQuery { Page = page, Search = search, User = user, State = state, After = after };
        return null;
    }

    private static Problem? TryReadText(IQueryCollection query, string name, out string? text)
    {
        text = query[name].ToString().Trim() is { Length: > 0 } given ? given : null;
        return text is { Length: > MaxText } ? Problem.BadRequest($"bad_{name}", $"{name} has more than {MaxText} characters: shorten it") : null;
    }
}

/// <summary>A place in the list, newest first: the last row that was seen.</summary>
internal sealed record RecordingCursor(long Started, string Sid)
{
    /// <summary>Reads what <see cref="ToString"/> wrote, or null.</summary>
    public static RecordingCursor? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(text.AsSpan(0, dot), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var started)
            && SessionId.TryParse(text[(dot + 1)..], out var sid)
            ? new RecordingCursor(started, sid.ToString())
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Started}.{Sid}");
}
