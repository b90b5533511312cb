using Hindsight.Server.Identity;

namespace Hindsight.Server.Web;

/// <summary>One line for each request: never its query, headers or body, which may hold what is nobody's business.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    /// <summary>Runs the request and logs it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            // Refused and failed requests are worth a line in the ordinary log; the others only when it is wanted.
            var level = context.Response.StatusCode >= StatusCodes.Status400BadRequest ? LogLevel.Information : LogLevel.Debug;
            if (logger.IsEnabled(level))
            {
                var (method, path, status) = (context.Request.Method, LinkAddress.WithoutToken(context.Request.Path.Value!), context.Response.StatusCode);
                var milliseconds = (long)time.GetElapsedTime(began).TotalMilliseconds;
                var (address, user) = (SignInGuard.RemoteAddress(context), context.SignedInOrNull()?.Subject.User ?? "-");
                LogRequest(level, method, path, status, milliseconds, address, user);
            }
        }
    }

    [LoggerMessage(EventId = 9003, Message = "{Method} {Path} {Status} in {Milliseconds} ms for {User} at {Address}")]
    private partial void LogRequest(LogLevel level, string method, string path, int status, long milliseconds, string address, string user);
}
