using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Http;

namespace Hindsight.Server.Desktops;

/// <summary>The certificate a desktop must show.</summary>
internal sealed record DesktopCertificateAnswer(string? Sha256, string PinnedBy);

/// <summary>Whether a session would be recorded.</summary>
internal sealed record DesktopRecordingAnswer(bool On, string Rule);

/// <summary>A desktop in the list.</summary>
internal sealed record DesktopAnswer(
    string Name, string Addr, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Logins, string Graphics,
    DesktopCertificateAnswer? Certificate, DesktopRecordingAnswer Recording);

/// <summary>The desktops somebody may open.</summary>
internal sealed record DesktopsAnswer(IReadOnlyList<DesktopAnswer> Items);

/// <summary>A desktop as an administrator sees it.</summary>
internal sealed record AdminDesktopAnswer(string Name, string Addr, IReadOnlyDictionary<string, string> Labels, string Graphics, string? CertificateSha256, string CertificatePinnedBy, DateTimeOffset? CertificatePinned);

/// <summary>All desktops.</summary>
internal sealed record AdminDesktopsAnswer(IReadOnlyList<AdminDesktopAnswer> Items);

[JsonSerializable(typeof(DesktopsAnswer))]
[JsonSerializable(typeof(AdminDesktopsAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(Rfc3339.Converter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class DesktopJson : JsonSerializerContext;
