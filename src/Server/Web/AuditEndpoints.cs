using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;

namespace Hindsight.Server.Web;

/// <summary>The audit log for those who may read it.</summary>
internal static class AuditEndpoints
{
    /// <summary>Adds <c>/audit</c> to the cluster's group.</summary>
    internal static void MapAuditEvents(this IEndpointRouteBuilder site) => site.MapGet("/audit", ReadAsync);

    private static async Task<IResult> ReadAsync(AuditReader reader, AccessPolicy access, HttpContext context)
    {
        var decision = access.CanReadAudit(context.SignedIn().Subject);
        if (!decision.Allowed)
            return Problem.Forbidden("access_denied", decision.Rule);
        if (PageQuery.TryRead(context.Request.Query, out var page) is { } problem)
            return problem;
        if (context.Request.Query["startKey"].ToString() is { Length: > 0 } key)
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var before) || before > ColumnTypes.ToMicroseconds(DateTimeOffset.MaxValue))
                return Problem.BadRequest("bad_start_key", "startKey is not one this server gave out: begin at the first page.");
            page = page with { To = ColumnTypes.FromMicroseconds(before) };
        }

        return TypedResults.Ok(await reader.ReadAsync(page.From, page.To, page.Limit, context.RequestAborted));
    }
}

[JsonSerializable(typeof(AuditPage))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class AuditJson : JsonSerializerContext;
