using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;

namespace Hindsight.Server.Sessions;

/// <summary>A text message of the browser's; which parts count depends on its type. A password may be in it: never log one.</summary>
internal sealed class ClientText
{
    public string Type { get; init; } = "";
    public string? Login { get; init; }
    public string? Password { get; init; }
    public string? Domain { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public bool? Clipboard { get; init; }

    /// <summary>The Windows identifier of the person's keyboard layout.</summary>
    public int? KeyboardLayout { get; init; }
    public bool? Accept { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Type;
}

[JsonSerializable(typeof(ClientText))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(Rfc3339.Converter)])]
internal sealed partial class LiveJson : JsonSerializerContext;
