using System.Globalization;

namespace Hindsight.Client.Logins;

/// <summary>What <c>--proxy</c> takes: a host and the port of its pages.</summary>
public static class ProxyAddress
{
    private const int UsualPort = 3080;

    /// <summary>HOST:PORT of HOST, HOST:PORT or https://HOST:PORT/.</summary>
    public static string Parse(string text, string option = "--proxy")
    {
        ArgumentNullException.ThrowIfNull(text);
        var bare = text.Trim().TrimEnd('/');
        if (bare.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            bare = bare["https://".Length..];
        if (!Uri.TryCreate($"https://{bare}", UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            throw new LoginException($"{option}: \"{text}\" is not the address of a server: write HOST or HOST:PORT", isUsage: true);
        var hasPort = bare.EndsWith(uri.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && bare.Contains(':', StringComparison.Ordinal);
        return $"{uri.Host}:{(hasPort ? uri.Port : UsualPort)}";
    }
}
