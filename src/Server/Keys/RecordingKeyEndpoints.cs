using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Keys;

/// <summary><c>/v1/admin/recording-keys</c>, on the administration socket. Private parts never leave the server.</summary>
internal static class RecordingKeyEndpoints
{
    /// <summary>Adds the endpoints to the administrator's group.</summary>
    internal static void MapRecordingKeys(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/recording-keys", List);
        admin.MapPost("/recording-keys/rotate", RotateAsync);
    }

    private static async Task<NoContent> RotateAsync(RecordingKeys keys, HttpContext context)
    {
        await keys.RotateAsync(context.Administrator().Name, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Ok<RecordingKeysAnswer> List(RecordingKeys keys) => TypedResults.Ok(new RecordingKeysAnswer(
        [.. keys.Signing.Select(k => new RecordingKeyAnswer(k.KeyId, PemEncoding.WriteString("PUBLIC KEY", k.PublicKey), k.CreatedAt, k.RetiredAt))]));
}

/// <summary>A key that signs, or signed, recordings.</summary>
internal sealed record RecordingKeyAnswer(string KeyId, string PublicKey, DateTimeOffset Created, DateTimeOffset? Retired);

/// <summary>All of them, the oldest first.</summary>
internal sealed record RecordingKeysAnswer(IReadOnlyList<RecordingKeyAnswer> Items);

[JsonSerializable(typeof(RecordingKeysAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class RecordingKeysJson : JsonSerializerContext;
