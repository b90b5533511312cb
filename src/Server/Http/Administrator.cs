namespace Hindsight.Server.Http;

/// <summary>Who administers: somebody at the local socket, or a signed-in person whose roles allow what they ask for.</summary>
/// <param name="Name">The name for events.</param>
/// <param name="Address">Where they are; <c>local</c> at the socket.</param>
internal sealed record Administrator(string Name, string Address);

/// <summary>Gives administration endpoints who asks.</summary>
internal static class AdminRequests
{
    /// <summary>Who asks; only in administration endpoints, where there always is one.</summary>
    internal static Administrator Administrator(this HttpContext context) =>
        context.Features.Get<Administrator>()
        ?? (context.Features.Get<AdminConnection>() is { } local ? new Administrator(local.Name, "local") : null)
        ?? throw new InvalidOperationException($"{context.Request.Path} was reached by somebody who does not administer");
}
