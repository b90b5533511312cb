using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Hindsight.Client;

/// <summary>What a server shows of itself, for a person to decide whether to trust it.</summary>
public sealed record ShownCertificate(string Sha256, bool IsTrusted)
{
    /// <summary>Connects, looks at the certificate and leaves. Nothing is sent but the handshake.</summary>
    /// <exception cref="ServerUnreachableException">Nobody answers there, or not with TLS.</exception>
    public static async Task<ShownCertificate> LookAsync(Uri address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        ShownCertificate? shown = null;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellation);
            await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, errors) =>
            {
                shown = certificate is null ? null : new(Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData())), errors == SslPolicyErrors.None);
                return false;
            });
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellation);
        }
        catch (AuthenticationException) when (shown is not null)
        {
            // Refused on purpose, once it was seen.
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            throw new ServerUnreachableException(address.Authority, e);
        }

        return shown ?? throw new ServerUnreachableException(address.Authority, new IOException("it shows no certificate"));
    }
}
