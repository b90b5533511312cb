using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hindsight.Client;

/// <summary>Trust in one certificate by its fingerprint, whoever issued it.</summary>
internal static class PinnedCertificate
{
    /// <summary>Whether the shown certificate is the pinned one.</summary>
    internal static bool IsShown(X509Certificate? shown, string sha256) =>
        shown is not null && string.Equals(Convert.ToHexString(SHA256.HashData(shown.GetRawCertData())), sha256.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
