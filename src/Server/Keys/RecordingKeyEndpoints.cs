using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Recording.Encryption;
using Hindsight.Server.Http;

namespace Hindsight.Server.Keys;

/// <summary><c>/recording-keys</c> of administration. Private parts never leave the server.</summary>
internal static class RecordingKeyEndpoints
{
    /// <summary>Adds the endpoints to the administrator's group.</summary>
    internal static void MapRecordingKeys(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/recording-keys/{type}", List).NeedsSigningIn();
        admin.MapPost("/recording-keys/{type}/rotate", RotateAsync).Needs("cert_authority", "rotate");
    }

    private static IResult List(string type, RecordingKeys keys)
    {
        if (PurposeOf(type) is not { } purpose)
            return NoSuchType;
        return TypedResults.Ok(new RecordingKeysAnswer(
            [.. keys.List(purpose).Select(k => new RecordingKeyAnswer(k.KeyId, TextOf(purpose, k.PublicKey), k.CreatedAt, k.RetiredAt))]));
    }

    private static async Task<IResult> RotateAsync(string type, RecordingKeys keys, HttpContext context)
    {
        if (PurposeOf(type) is not { } purpose)
            return NoSuchType;
        await keys.RotateAsync(purpose, context.Administrator().Name, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Problem NoSuchType => Problem.NotFound("no_such_key_type", "The types of keys are recording and recording-encryption.");

    private static KeyPurpose? PurposeOf(string type) => type switch
    {
        "recording" => KeyPurpose.Signing,
        "recording-encryption" => KeyPurpose.Encryption,
        _ => null,
    };

    private static string TextOf(KeyPurpose purpose, byte[] publicKey) =>
        purpose == KeyPurpose.Signing ? PemEncoding.WriteString("PUBLIC KEY", publicKey) : new X25519Recipient(publicKey).ToString();
}

/// <summary>A key of the cluster's recordings; the public part in PEM, or as age prints it.</summary>
internal sealed record RecordingKeyAnswer(string KeyId, string PublicKey, DateTimeOffset Created, DateTimeOffset? Retired);

/// <summary>All of them, the oldest first.</summary>
internal sealed record RecordingKeysAnswer(IReadOnlyList<RecordingKeyAnswer> Items);

[JsonSerializable(typeof(RecordingKeysAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class RecordingKeysJson : JsonSerializerContext;
