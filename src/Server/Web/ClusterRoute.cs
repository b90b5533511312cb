using Hindsight.Server.Configuration;
using Hindsight.Server.Http;

namespace Hindsight.Server.Web;

/// <summary>Answers for this cluster only: <c>{site}</c> in a route is its name.</summary>
internal sealed class ClusterRoute(RequestDelegate next, ServerConfiguration configuration)
{
    /// <summary>Passes the request on when it names this cluster or none.</summary>
    public Task InvokeAsync(HttpContext context) =>
        context.Request.RouteValues["site"] is string site && site != configuration.ClusterName
            ? Problem.NotFound("no_such_cluster", $"This server's cluster is {configuration.ClusterName}: use that name.").ExecuteAsync(context)
            : next(context);
}
