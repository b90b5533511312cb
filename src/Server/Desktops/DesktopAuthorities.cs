using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hindsight.Desktop;

namespace Hindsight.Server.Desktops;

/// <summary>Checks a desktop's certificate against authorities of the configuration.</summary>
internal static class DesktopAuthorities
{
    /// <summary>Why the certificate is refused, or null when one of the authorities issued it for this host.</summary>
    internal static string? Refusal(string authorityFile, DesktopEntry desktop, DesktopCertificate certificate, DateTimeOffset now)
    {
        var shown = $"The desktop {desktop.Name} shows the certificate {certificate.Sha256} of {certificate.Issuer}";
        try
        {
            using var presented = X509CertificateLoader.LoadCertificate(certificate.Der.Span);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            if (!chain.Build(presented))
                return $"{shown}, which no authority in {authorityFile} stands for ({string.Join("; ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()))}). Have it issued by one of them, or correct certificate_ca_file.";
            return presented.MatchesHostname(desktop.Address.Host)
                ? null
                : $"{shown}, which is not for {desktop.Address.Host}. Have it issued for that name, or use the name it was issued for in addr.";
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"{shown}, and it can't be checked against {authorityFile} ({e.Message}). Make that file readable PEM.";
        }
    }
}
