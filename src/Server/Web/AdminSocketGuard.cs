using Hindsight.Server.Http;

namespace Hindsight.Server.Web;

/// <summary>Keeps the two worlds apart: administration endpoints answer on the local socket only, and it offers nothing else.</summary>
internal sealed class AdminSocketGuard(RequestDelegate next)
{
    /// <summary>Passes the request on when it came the right way.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
            return next(context);
        var local = context.Features.Get<AdminConnection>() is not null;
        return local == (endpoint.Metadata.GetMetadata<AdminOnlyMetadata>() is not null)
            ? next(context)
            : Problem.NotFound("not_found", "There is nothing at this address.").ExecuteAsync(context);
    }
}
