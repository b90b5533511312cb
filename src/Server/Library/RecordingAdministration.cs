using Hindsight.Server.Http;
using Hindsight.Server.Resources.Predicates;
using Hindsight.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Library;

/// <summary><c>/v1/admin/recordings</c>, on the administration socket.</summary>
internal static class RecordingAdministration
{
    /// <summary>The answer when too many verifications wait.</summary>
    internal static Problem Busy => Problem.TooMany("too_many_verifications", "Other recordings are being verified: try again in a moment.", TimeSpan.FromSeconds(10));

    /// <summary>Adds the endpoints to the administrator's group.</summary>
    internal static void MapRecordingAdministration(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/recordings", ListAsync);
        admin.MapGet("/recordings/{sid}/verify", VerifyAsync);
    }

    /// <summary>Why a session's file can't be verified now, or null.</summary>
    internal static Problem? WhyNotVerifiable(LedgerEntry entry) => entry.State switch
    {
        RecordingState.Recording or RecordingState.Sealing => Problem.Conflict("still_recording", "The session is still being recorded: verify the recording when it is over."),
        RecordingState.Off => Problem.NotFound("no_recording", $"This session was not recorded, because {entry.Rule}."),
        _ => null,
    };

    private static async Task<Results<JsonHttpResult<RecordingPage>, Problem>> ListAsync(RecordingCatalog catalog, HttpContext http)
    {
        if (RecordingQuery.TryRead(http.Request.Query, out var query) is { } problem)
            return problem;
        var (items, next) = await catalog.ListAsync(query, Expression.Always, http.RequestAborted);
        return TypedResults.Json(new RecordingPage([.. items.Select(RecordingAnswer.Of)], next?.ToString()), LibraryJson.Default.RecordingPage);
    }

    private static async Task<Results<JsonHttpResult<VerificationAnswer>, Problem>> VerifyAsync(string sid, RecordingCatalog catalog, RecordingVerification verification, RecordingLooks looks, HttpContext http)
    {
        var entry = SessionId.TryParse(sid, out var id) ? await catalog.FindAsync(id, http.RequestAborted) : null;
        if (entry is null)
            return Problem.NotFound("no_such_recording", $"There is no recording {sid}.");
        if (WhyNotVerifiable(entry) is { } reason)
            return reason;
        await looks.VerifiedAsync(http.Administrator().Name, entry, "local", http.RequestAborted);
        return await verification.VerifyAsync(entry, http.RequestAborted) is { } answer
            ? TypedResults.Json(answer, LibraryJson.Default.VerificationAnswer)
            : Busy;
    }
}
