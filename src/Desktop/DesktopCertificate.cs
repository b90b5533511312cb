namespace Hindsight.Desktop;

/// <summary>The host's certificate as it was presented.</summary>
public sealed record DesktopCertificate(string Sha256, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, ReadOnlyMemory<byte> Der);
