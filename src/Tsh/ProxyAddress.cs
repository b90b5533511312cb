using System.Globalization;

namespace Hindsight.Tsh;

/// <summary>What <c>--proxy</c> takes: a host and the port of its pages.</summary>
internal static class ProxyAddress
{
    private const int UsualPort = 3080;

    /// <summary>HOST:PORT of HOST, HOST:PORT or https://HOST:PORT/.</summary>
    internal static string Parse(string text)
    {
        var bare = text.Trim().TrimEnd('/');
        if (bare.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            bare = bare["https://".Length..];
        if (!Uri.TryCreate($"https://{bare}", UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            throw new Failure(ExitCode.Usage, $"--proxy: \"{text}\" is not the address of a server: write HOST or HOST:PORT");
        var hasPort = bare.EndsWith(uri.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && bare.Contains(':', StringComparison.Ordinal);
        return $"{uri.Host}:{(hasPort ? uri.Port : UsualPort)}";
    }
}
