using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hindsight.Server.Http;

/// <summary>Times as the API writes them: RFC 3339, UTC, milliseconds.</summary>
internal static class Rfc3339
{
    /// <summary>A time for the API.</summary>
    internal static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a time from a query; without an offset it is UTC.</summary>
    internal static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>The converter that every JSON context of the server names.</summary>
    internal sealed class Converter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString() ?? "", out var time) ? time : throw new JsonException("not an RFC 3339 time");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Format(value));
    }
}
