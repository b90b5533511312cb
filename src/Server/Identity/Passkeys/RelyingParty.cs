using System.Globalization;
using System.Net;
using Hindsight.Server.Configuration;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>A page that passkeys work on: the domain they are made for, and the page's own address.</summary>
internal sealed record PasskeyPlace(string RpId, string Origin);

/// <summary>
/// Who this server is to passkeys. Browsers hold a passkey to a domain, so they work on the pages below that domain, at
/// the addresses that the configuration names and no other.
/// </summary>
internal sealed class RelyingParty(ServerConfiguration configuration, ClusterResources resources, LinkAddress addresses)
{
    private const int HttpsPort = 443;

    /// <summary>The domain, or null when the server has none.</summary>
    internal string? Id => resources.Authentication.RpId ?? (Hosts() is [var first, ..] && IsDomain(first.Host) ? first.Host.ToLowerInvariant() : null);

    /// <summary>Where a request's page is, or null and why passkeys don't work there.</summary>
    internal (PasskeyPlace? Place, string? Problem) At(HttpRequest request)
    {
        if (Id is not { } id)
            return (null, "Passkeys need a host name, and this server is known by an address only: an administrator can set proxy_service.public_addr.");
        var origins = Hosts().Where(h => Belongs(h.Host, id)).Select(Origin).ToList();
        var here = Origin(new ListenAddress(request.Host.Host, request.Host.Port ?? HttpsPort));
        if (origins.Contains(here))
            return (new PasskeyPlace(id, here), null);
        return (null, origins is [var first, ..]
            ? $"Passkeys work at {first} only: open that address."
            : $"Passkeys are made for {id}, and the server has no address there: an administrator can set proxy_service.public_addr or webauthn.rp_id.");
    }

    private IReadOnlyList<ListenAddress> Hosts()
    {
        if (configuration.Proxy.PublicAddresses is { Count: > 0 } named)
            return named;
        var own = addresses.Own;
        // Passkeys don't work with addresses, but every browser knows its own host by this name.
        return [IPAddress.TryParse(own.Host, out var ip) && IPAddress.IsLoopback(ip) ? own with { Host = "localhost" } : own];
    }

    private static bool Belongs(string host, string id) =>
        host.Equals(id, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{id}", StringComparison.OrdinalIgnoreCase);

    private static bool IsDomain(string host) => Uri.CheckHostName(host) == UriHostNameType.Dns;

    private static string Origin(ListenAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"https://{address.Host.ToLowerInvariant()}{(address.Port == HttpsPort ? "" : $":{address.Port}")}");
}
