using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Recorder;

/// <summary><c>POST /recordings</c> of administration: a recording of another server comes in.</summary>
internal static class ImportEndpoints
{
    /// <summary>The longest name of a file, a person or a host.</summary>
    private const int MaxName = 256;

    /// <summary>Adds the endpoint to the administrator's group.</summary>
    internal static void MapRecordingImports(this IEndpointRouteBuilder admin) => admin.MapPost("/recordings", ImportAsync).Needs("session", "create");

    private static async Task<Results<JsonHttpResult<ImportAnswer>, Problem>> ImportAsync(RecordingImports imports, HttpContext http)
    {
        var query = http.Request.Query;
        var (name, user, login, target) = (query["name"].ToString(), query["user"].ToString(), query["login"].ToString(), query["target"].ToString());
        if (name.Length == 0)
            return Problem.BadRequest("bad_query", "name is the file's name.");
        foreach (var text in (string[])[name, user, login, target])
        {
            if (text.Length > MaxName || text.Any(char.IsControl))
                return Problem.BadRequest("bad_query", $"A name has at most {MaxName} characters, and no control characters.");
        }

        // A recording of a long session is larger than any other request.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        try
        {
            var answer = await imports.RunAsync(new ImportRequest(Path.GetFileName(name), http.Administrator().Name, user, login, target), http.Request.Body, http.RequestAborted);
            return TypedResults.Json(answer, ImportJson.Default.ImportAnswer);
        }
        catch (ImportRefusedException refused)
        {
            return refused.Code == "already_exists" ? Problem.Conflict(refused.Code, refused.Message) : Problem.BadRequest(refused.Code, $"The file can't be imported: {refused.Message}");
        }
    }
}

[JsonSerializable(typeof(ImportAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class ImportJson : JsonSerializerContext;
