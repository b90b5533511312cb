using System.Globalization;

namespace Hindsight.Server.Configuration;

/// <summary>A host name or address, and a port.</summary>
internal sealed record ListenAddress(string Host, int Port)
{
    /// <summary><c>host:port</c>, with brackets around an IPv6 address.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[v6]</c> or <c>[v6]:port</c>; null when it is none of them.</summary>
    internal static ListenAddress? Parse(string text, int defaultPort)
    {
        var host = text;
        var port = "";
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < text.Length && text[end + 1] != ':'))
                return null;
            host = text[1..end];
            port = end + 1 < text.Length ? text[(end + 2)..] : "";
            if (end + 2 == text.Length)
                return null;
        }
        else if (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && colon == text.LastIndexOf(':'))
        {
            host = text[..colon];
            port = text[(colon + 1)..];
            if (port.Length == 0)
                return null;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return null;
        if (port.Length == 0)
            return new ListenAddress(host, defaultPort);
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ListenAddress(host, number)
            : null;
    }
}
