using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Hindsight.Server.Resources;

/// <summary>What was done with each resource of a request, in sentences.</summary>
internal sealed record ResourcesWritten(IReadOnlyList<string> Messages);

/// <summary>Resources as JSON.</summary>
internal sealed record ResourceList(IReadOnlyList<JsonObject> Items);

[JsonSerializable(typeof(ResourcesWritten))]
[JsonSerializable(typeof(ResourceList))]
[JsonSerializable(typeof(CheckedText))]
[JsonSerializable(typeof(JsonObject))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ResourceJson : JsonSerializerContext
{
    /// <summary>Letters of all languages stay readable.</summary>
    internal static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = Default };
}
