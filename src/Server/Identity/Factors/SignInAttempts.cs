using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Server.Identity.Factors;

/// <summary>A sign-in whose first step is done.</summary>
internal sealed class SignInAttempt
{
    /// <summary>Who has shown their password.</summary>
    public required User User { get; init; }

    /// <summary>The hash of its token, which nothing else has.</summary>
    public required string Key { get; init; }

    /// <summary>Where it began.</summary>
    public required string Network { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Whether a factor must be added; otherwise one must be shown.</summary>
    public required bool MustAdd { get; init; }

    /// <summary>What is kept for it elsewhere is kept under this name.</summary>
    internal string Owner => $"sign-in {Key}";
}

/// <summary>
/// The sign-ins that wait for their second step, in memory. Each began with a right password, and each user has few from one
/// place and not many in all, so that their number is bounded by that of the users. Who has stolen a password ends the
/// sign-ins of its owner only from as many places.
/// </summary>
internal sealed class SignInAttempts(TimeProvider time)
{
    private const int MostOfPlace = 8;
    private const int MostOfUser = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SignInAttempt> _attempts = new(StringComparer.Ordinal);

    /// <summary>Begins the second step; gives the token with which it goes on.</summary>
    internal string Begin(User user, bool mustAdd, string address)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var network = SignInThrottle.Network(address);
        var attempt = new SignInAttempt { User = user, Network = network, Key = Hash(token), Expires = now + Limit, MustAdd = mustAdd };
        lock (_lock)
        {
            foreach (var old in _attempts.Values.Where(a => a.Expires <= now).ToList())
                _attempts.Remove(old.Key);
            var others = _attempts.Values.Where(a => a.User.Name == user.Name).OrderByDescending(a => a.Expires).ToList();
            foreach (var old in others.Where(a => a.Network == network).Skip(MostOfPlace - 1).Concat(others.Skip(MostOfUser - 1)))
                _attempts.Remove(old.Key);
            _attempts.Add(attempt.Key, attempt);
        }

        return token;
    }

    /// <summary>The attempt of a token, or null when it is over.</summary>
    internal SignInAttempt? Find(string token)
    {
        var key = Hash(token);
        lock (_lock)
            return _attempts.GetValueOrDefault(key) is { } attempt && attempt.Expires > time.GetUtcNow() ? attempt : null;
    }

    /// <summary>Ends an attempt; false when somebody was faster.</summary>
    internal bool End(SignInAttempt attempt)
    {
        lock (_lock)
            return _attempts.Remove(attempt.Key);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
