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
            // Routing and binding refuse without a word.
            if (!context.Response.HasStarted && context.Response.StatusCode >= StatusCodes.Status400BadRequest && context.Response.ContentType is null)
                await ForStatus(context.Response.StatusCode).ExecuteAsync(context);
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, ForStatus(e.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The other end went away; there is nobody to tell.
        }
        catch (Exception e)
        {
            LogFailure(e, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, Problem.WithStatus(StatusCodes.Status500InternalServerError, "internal_error", "The server could not do this; its log has the reason."));
        }
    }

    private static Problem ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound("not_found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => Problem.WithStatus(status, "method_not_allowed", "This address does not take that method: look the route up in the documentation."),
        StatusCodes.Status413PayloadTooLarge => Problem.WithStatus(status, "too_large", "The request is too large: send less."),
        _ => Problem.WithStatus(status, "bad_request", "The request can't be understood: reload the page, or look the route up in the documentation."),
    };

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
