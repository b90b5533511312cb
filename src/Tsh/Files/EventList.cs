using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Client.CommandLine;
using Hindsight.Recording.Interchange;

namespace Hindsight.Tsh.Files;

/// <summary>Prints a recording's events, one at a time: a long session is never in memory as a whole.</summary>
internal static class EventList
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON array.</summary>
    internal static async Task WriteJsonAsync(OpenedPlace place, bool includesInput, TextWriter output, CancellationToken cancellation)
    {
        var separator = "[\n    ";
        await foreach (var one in new SessionEvents(place.Source, place.Recording, includesInput).ReadAsync(cancellation))
        {
            await output.WriteAsync(separator);
            await output.WriteAsync(one.ToJsonString(Indented).Replace("\n", "\n    ", StringComparison.Ordinal));
            separator = ",\n    ";
        }

        await output.WriteAsync("\n]\n");
    }

    /// <summary>Documents of YAML.</summary>
    internal static async Task WriteYamlAsync(OpenedPlace place, bool includesInput, TextWriter output, CancellationToken cancellation)
    {
        await foreach (var one in new SessionEvents(place.Source, place.Recording, includesInput).ReadAsync(cancellation))
        {
            await output.WriteAsync("---\n");
            await output.WriteAsync(YamlText.Of(one));
        }
    }
}
