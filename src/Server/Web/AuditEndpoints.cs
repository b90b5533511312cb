using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Identity;

namespace Hindsight.Server.Web;

/// <summary>The audit log for those who may read it.</summary>
internal static class AuditEndpoints
{
    /// <summary>Adds <c>/audit</c> to the cluster's group.</summary>
    internal static void MapAuditEvents(this IEndpointRouteBuilder site) => site.MapGet("/audit", ReadAsync);

    /// <summary>Adds <c>/audit</c> to the administrator's group.</summary>
    internal static void MapAuditAdministration(this IEndpointRouteBuilder admin) => admin.MapGet("/audit", AdministerAsync);

    private static async Task<IResult> ReadAsync(AuditReader reader, AccessPolicy access, AccessDenials denials, HttpContext context)
    {
        var decision = access.CanReadAudit(context.SignedIn().Subject);
        if (!decision.Allowed)
            return await denials.RefuseAsync(context.SignedIn(), "read the audit log", decision, context.RequestAborted);
        var (page, problem) = await reader.ReadAsync(context.Request.Query, context.RequestAborted);
        return page is null ? problem! : TypedResults.Ok(page);
    }

    private static async Task<IResult> AdministerAsync(AuditReader reader, HttpContext context)
    {
        var (page, problem) = await reader.ReadAsync(context.Request.Query, context.RequestAborted);
        return page is null ? problem! : TypedResults.Ok(page);
    }
}

[JsonSerializable(typeof(AuditPage))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class AuditJson : JsonSerializerContext;
