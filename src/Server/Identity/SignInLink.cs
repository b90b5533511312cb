using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hindsight.Server.Identity;

/// <summary>A link with which one person chooses a password, once; the token is in it and nowhere else.</summary>
internal sealed record SignInLink(string Token, string Kind, DateTimeOffset Expires)
{
    /// <summary>For a new user.</summary>
    internal const string Invite = "invite";

    /// <summary>For a user who had a password.</summary>
    internal const string Reset = "reset";

    /// <summary>How long a link opens unless somebody says otherwise.</summary>
    internal static TimeSpan Lifetime(string kind) => TimeSpan.FromHours(kind == Invite ? 1 : 8);

    /// <summary>How long it may open at most.</summary>
    internal static TimeSpan LongestLifetime(string kind) => TimeSpan.FromHours(kind == Invite ? 48 : 24);

    /// <summary>A new one.</summary>
    internal static SignInLink Create(string kind, DateTimeOffset now, TimeSpan? lifetime = null) =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), kind, now + (lifetime ?? Lifetime(kind)));

    /// <summary>What is stored of a token.</summary>
    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    /// <summary>The kind alone.</summary>
    public override string ToString() => Kind;
}

/// <summary>Whom a link is for.</summary>
internal sealed record LinkHolder(string User, string Kind, DateTimeOffset Expires);
