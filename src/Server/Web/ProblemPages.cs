using Hindsight.Server.Http;

namespace Hindsight.Server.Web;

/// <summary>Turns what endpoints throw into the API's errors; details go to the log, never to the browser.</summary>
internal sealed partial class ProblemPages(RequestDelegate next, ILogger<ProblemPages> logger)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problem.WithStatus(e.StatusCode, "too_large", "the request is too large")
                : Problem.WithStatus(e.StatusCode, "bad_request", "the request can't be understood: reload the page, or look the route up in the documentation"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The other end went away; there is nobody to tell.
        }
        catch (Exception e)
        {
            LogFailure(e, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, Problem.WithStatus(StatusCodes.Status500InternalServerError, "internal_error", "the server could not do this; its log has the reason"));
        }
    }

    private static async Task AnswerAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
            context.Abort();
        else
            await problem.ExecuteAsync(context);
    }

    [LoggerMessage(9002, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);
}
