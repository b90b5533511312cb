using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hindsight.Desktop;

namespace Hindsight.Unit.Server.Desktops;

/// <summary>Certificates that desktops show, and the authority behind some of them.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Desktops", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, To);
    }

    internal static DesktopCertificate SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(host, key).CreateSelfSigned(From, To);
        return Shown(certificate);
    }

    internal static DesktopCertificate IssuedBy(X509Certificate2 authority, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(host, key).Create(authority, From, To, [1, 2, 3]);
        return Shown(certificate);
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static DesktopCertificate Shown(X509Certificate2 certificate) => new(
        string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture))),
        certificate.Subject, certificate.Issuer, From, To, certificate.RawData);
}
