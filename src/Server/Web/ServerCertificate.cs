using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Web;

/// <summary>The certificates of the pages: the administrator's, or a self-signed one that is made once and kept.</summary>
internal static class ServerCertificate
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(730);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>Loads or makes them; the first is the one shown when a browser asks for no name we have.</summary>
    internal static IReadOnlyList<LoadedCertificate> Load(ServerConfiguration configuration, DateTimeOffset now) =>
        configuration.Proxy.KeyPairs.Count > 0
            ? [.. configuration.Proxy.KeyPairs.Select(LoadPair)]
            : [LoadOrMakeSelfSigned(configuration, now)];

    private static LoadedCertificate LoadPair(KeyPairFiles files)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(files.CertificateFile);
            chain.RemoveAt(0);
            return new LoadedCertificate(certificate, chain);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartException($"the certificate {files.CertificateFile} with the key {files.KeyFile} can't be used ({e.Message}): proxy_service.https_keypairs needs two readable PEM files that belong together", e);
        }
    }

    private static LoadedCertificate LoadOrMakeSelfSigned(ServerConfiguration configuration, DateTimeOffset now)
    {
        var directory = Path.Combine(configuration.DataDirectory, "tls");
        var certificateFile = Path.Combine(directory, "self-signed.crt");
        var keyFile = Path.Combine(directory, "self-signed.key");
        var names = Names(configuration);
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            var kept = LoadPair(new KeyPairFiles(keyFile, certificateFile));
            if (kept.Leaf.NotAfter.ToUniversalTime() - RenewBefore > now.UtcDateTime && names.All(n => kept.Leaf.MatchesHostname(n)))
                return kept;
        }

        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = MakeSelfSigned(key, names, now);
        WritePrivate(keyFile, key.ExportPkcs8PrivateKeyPem());
        WritePrivate(certificateFile, made.ExportCertificatePem());
        return LoadPair(new KeyPairFiles(keyFile, certificateFile));
    }

    private static X509Certificate2 MakeSelfSigned(ECDsa key, List<string> names, DateTimeOffset now)
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN={names[0]}, O=Hindsight self-signed"), key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now.AddHours(-1), now + Validity);
    }

    private static List<string> Names(ServerConfiguration configuration)
    {
        List<string> names = ["localhost", "127.0.0.1", "::1"];
        foreach (var name in configuration.Proxy.PublicAddresses.Select(a => a.Host).Prepend(configuration.NodeName))
        {
            if (Uri.CheckHostName(name) != UriHostNameType.Unknown && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
                names.Insert(0, name);
        }

        return names;
    }

    private static void WritePrivate(string path, string text)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        using (var writer = new StreamWriter(file))
            writer.Write(text);
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>A certificate with its key, and what stands between it and its root.</summary>
internal sealed record LoadedCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>Its fingerprint.</summary>
    internal string Sha256 => Leaf.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
