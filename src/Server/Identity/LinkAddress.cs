using System.Net;
using Hindsight.Server.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Hindsight.Server.Identity;

/// <summary>Where the page of a link is, as people reach it from outside.</summary>
internal sealed class LinkAddress(ServerConfiguration configuration, IServer server)
{
    /// <summary>The whole address, with the token.</summary>
    internal string Of(SignInLink link) => $"{Base()}/web/{link.Kind}/{link.Token}";

    /// <summary>A path as it may be written down.</summary>
    internal static string WithoutToken(string path)
    {
        foreach (var page in (ReadOnlySpan<string>)[$"/web/{SignInLink.Invite}/", $"/web/{SignInLink.Reset}/"])
        {
            if (path.StartsWith(page, StringComparison.OrdinalIgnoreCase))
                return page + "-";
        }

        return path;
    }

    /// <summary>Where the server is when nobody has said by which name it is known.</summary>
    internal ListenAddress Own
    {
        get
        {
            var listening = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First(a => a.StartsWith("https", StringComparison.Ordinal)));
            var host = listening.Host.Trim('[', ']');
            // Who listens everywhere is reached by name.
            return new ListenAddress(
                IPAddress.TryParse(host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)) ? configuration.NodeName : host, listening.Port);
        }
    }

    private string Base() => $"https://{(configuration.Proxy.PublicAddresses is [{ } name, ..] ? name : Own)}";
}
