using System.Globalization;
using System.Text.Json.Serialization;

namespace Hindsight.Server.Http;

/// <summary>The API's one shape of an error: a code for programs and a sentence that says what to do.</summary>
internal sealed class Problem : IResult, IStatusCodeHttpResult
{
    private Problem(int status, string code, string message)
    {
        Status = status;
        Code = code;
        Message = message;
    }

    /// <summary>The HTTP status.</summary>
    internal int Status { get; }

    /// <summary>The cause, in snake_case.</summary>
    internal string Code { get; }

    /// <summary>The sentence.</summary>
    internal string Message { get; }

    /// <summary>When trying again makes sense.</summary>
    internal TimeSpan? RetryAfter { get; private init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>400: the request can't be understood.</summary>
    internal static Problem BadRequest(string code, string message) => new(StatusCodes.Status400BadRequest, code, message);

    /// <summary>401: sign in first.</summary>
    internal static Problem Unauthorized(string code, string message) => new(StatusCodes.Status401Unauthorized, code, message);

    /// <summary>403: not for this person.</summary>
    internal static Problem Forbidden(string code, string message) => new(StatusCodes.Status403Forbidden, code, message);

    /// <summary>404: there is no such thing, or not for this person.</summary>
    internal static Problem NotFound(string code, string message) => new(StatusCodes.Status404NotFound, code, message);

    /// <summary>409: it is not in a state for that.</summary>
    internal static Problem Conflict(string code, string message) => new(StatusCodes.Status409Conflict, code, message);

    /// <summary>429: later.</summary>
    internal static Problem TooMany(string code, string message, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, code, message) { RetryAfter = retryAfter };

    /// <summary>Any other status.</summary>
    internal static Problem WithStatus(int status, string code, string message) => new(status, code, message);

    /// <summary>Writes the answer.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(new ProblemBody(new ProblemError(Code, Message)), ProblemJson.Default.ProblemBody, cancellationToken: httpContext.RequestAborted);
    }
}

/// <summary>The body of an error.</summary>
internal sealed record ProblemBody(ProblemError Error);

/// <summary>The error itself.</summary>
internal sealed record ProblemError(string Code, string Message);

[JsonSerializable(typeof(ProblemBody))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class ProblemJson : JsonSerializerContext;
