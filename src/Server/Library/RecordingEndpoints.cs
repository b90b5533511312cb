using Hindsight.Server.Access;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Hindsight.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Library;

/// <summary>The list of recordings, and what a player and an export read.</summary>
internal static class RecordingEndpoints
{
    /// <summary>Adds the routes under <c>/v1/webapi/sites/{site}/recordings</c>.</summary>
    public static RouteGroupBuilder MapRecordings(this IEndpointRouteBuilder site)
    {
        var group = site.MapGroup("/recordings");
        group.MapGet("", ListAsync);
        group.MapGet("/{sid}", FindAsync);
        group.MapGet("/{sid}/index", IndexAsync);
        group.MapGet("/{sid}/data", DataAsync);
        group.MapGet("/{sid}/verify", VerifyAsync);
        group.MapPost("/{sid}/watched", WatchedAsync);
        return group;
    }

    private static async Task<Results<JsonHttpResult<RecordingPage>, Problem>> ListAsync(HttpContext http, RecordingCatalog catalog, AccessPolicy access, AccessDenials denials, CancellationToken cancellation)
    {
        var subject = http.SignedIn().Subject;
        var decision = access.CanListRecordings(subject);
        if (decision.None)
            return await denials.RefuseAsync(http.SignedIn(), "list recordings", new AccessDecision(false, decision.Rule), cancellation);
        if (RecordingQuery.TryRead(http.Request.Query, out var query) is { } problem)
            return problem;
        var (items, next) = await catalog.ListAsync(query, decision.Filter, cancellation);
        return Json(new RecordingPage(items.Select(RecordingAnswer.Of).ToList(), next?.ToString()), LibraryJson.Default.RecordingPage);
    }

    private static async Task<Results<JsonHttpResult<RecordingAnswer>, Problem>> FindAsync(string sid, HttpContext http, RecordingCatalog catalog, AccessPolicy access, CancellationToken cancellation)
    {
        var (entry, problem) = await OpenAsync(sid, http, catalog, access, cancellation);
        return entry is null ? problem! : Json(RecordingAnswer.Of(entry), LibraryJson.Default.RecordingAnswer);
    }

    private static async Task<Results<JsonHttpResult<RecordingIndexAnswer>, Problem>> IndexAsync(string sid, HttpContext http, RecordingCatalog catalog, AccessPolicy access, RecordingLooks looks, CancellationToken cancellation)
    {
        var (entry, problem) = await OpenAsync(sid, http, catalog, access, cancellation);
        if (entry is null)
            return problem!;
        var person = http.SignedIn();
        await looks.PlayedAsync(person.Subject.User, entry, person.Address, cancellation);
        // The row after its index: a running session goes on between the two, and no segment may end behind the bytes.
        var rows = await catalog.RowsAsync(entry.Sid, cancellation);
        var now = await catalog.FindAsync(entry.Sid, cancellation) ?? entry;
        return Json(RecordingIndexAnswer.Of(now, rows), LibraryJson.Default.RecordingIndexAnswer);
    }

    private static async Task<Results<EmptyHttpResult, Problem>> DataAsync(string sid, HttpContext http, RecordingCatalog catalog, AccessPolicy access, RecordingFiles files, RecordingLooks looks, CancellationToken cancellation)
    {
        var (entry, problem) = await OpenAsync(sid, http, catalog, access, cancellation);
        if (entry is null)
            return problem!;
        // The stored form is what verifies; players and exports read the decrypted one.
        var isStored = http.Request.Query["form"] == "stored";
        if (await (isStored ? files.OpenStoredAsync(entry, cancellation) : files.OpenAsync(entry, cancellation)) is not { } file)
            return Problem.NotFound("no_recording", entry.State == RecordingState.Off ? $"This session was not recorded, because {entry.Rule}." : $"There is nothing to play: {entry.Reason ?? "the file is missing"}.");

        await using var content = file.Content;
        http.Response.Headers.AcceptRanges = "bytes";
        http.Response.Headers.CacheControl = "no-store";
        if (!ByteRange.TryRead(http.Request, file.Length, out var range))
        {
            http.Response.Headers.ContentRange = $"bytes */{file.Length}";
            return Problem.WithStatus(StatusCodes.Status416RangeNotSatisfiable, "no_such_range", $"The recording has {file.Length} bytes: ask for a range inside.");
        }

        var person = http.SignedIn();
        if (range is null)
            await looks.DownloadedAsync(person.Subject.User, entry, person.Address, cancellation);
        else
            await looks.PlayedAsync(person.Subject.User, entry, person.Address, cancellation);
        http.Response.ContentType = "application/octet-stream";
        await ByteRange.SendAsync(http, content, file.Length, range);
        return TypedResults.Empty;
    }

    private static async Task<Results<JsonHttpResult<VerificationAnswer>, Problem>> VerifyAsync(string sid, HttpContext http, RecordingCatalog catalog, AccessPolicy access, RecordingVerification verification, RecordingLooks looks, CancellationToken cancellation)
    {
        var (entry, problem) = await OpenAsync(sid, http, catalog, access, cancellation);
        if (entry is null)
            return problem!;
        if (RecordingAdministration.WhyNotVerifiable(entry) is { } reason)
            return reason;
        var person = http.SignedIn();
        await looks.VerifiedAsync(person.Subject.User, entry, person.Address, cancellation);
        return await verification.VerifyAsync(entry, cancellation) is { } answer ? Json(answer, LibraryJson.Default.VerificationAnswer) : RecordingAdministration.Busy;
    }

    private static async Task<Results<NoContent, Problem>> WatchedAsync(string sid, WatchedRequest watched, HttpContext http, RecordingCatalog catalog, AccessPolicy access, RecordingLooks looks, CancellationToken cancellation)
    {
        var (entry, problem) = await OpenAsync(sid, http, catalog, access, cancellation);
        if (entry is null)
            return problem!;
        if (watched.FromMs < 0 || watched.ToMs <= watched.FromMs || watched.FromMs > entry.DurationMs)
            return Problem.BadRequest("bad_range", "fromMs must be before toMs, and both inside the recording.");
        var person = http.SignedIn();
        var seen = watched with { ToMs = Math.Min(watched.ToMs, Math.Max(entry.DurationMs, watched.FromMs + 1)) };
        await looks.WatchedAsync(person.Subject.User, entry, person.Address, seen, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>The row, if there is one and the person may see it; what they may not see is not there for them.</summary>
    private static async Task<(LedgerEntry? Entry, Problem? Problem)> OpenAsync(string sid, HttpContext http, RecordingCatalog catalog, AccessPolicy access, CancellationToken cancellation)
    {
        var subject = http.SignedIn().Subject;
        var entry = SessionId.TryParse(sid, out var id) ? await catalog.FindAsync(id, cancellation) : null;
        var decision = entry is null ? null : access.CanPlay(subject, entry.Facts);
        if (decision is { Allowed: true })
            return (entry, null);
        if (decision is not null)
            await http.RequestServices.GetRequiredService<AccessDenials>().WriteAsync(http.SignedIn(), "play a recording", sid, decision, cancellation);
        return (null, Problem.NotFound("no_such_recording", "There is no such recording, or your roles don't show it. Look at the list of recordings."));
    }

    private static JsonHttpResult<T> Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => TypedResults.Json(value, type);
}
