using System.Net;
using System.Net.Sockets;
using Hindsight.Server.Http;

namespace Hindsight.Server.Identity;

/// <summary>
/// Slows guessing down without giving anybody the means to lock a person out. Only failures count. An address that
/// fails too often for one user, or for many, waits; a user who is being guessed at from many addresses is never
/// refused, only answered more slowly.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private static readonly Allowance PairAllowance = new(Burst: 8, Refill: TimeSpan.FromSeconds(15));
    private static readonly Allowance AddressAllowance = new(Burst: 40, Refill: TimeSpan.FromSeconds(3));
    private static readonly Allowance UserAllowance = new(Burst: 20, Refill: TimeSpan.FromSeconds(5));

    // Only who knows the password gets to codes. All the places that a user never signed in from share one allowance; a place
    // that they did has its own, so that who has stolen the password can't keep them from their own code.
    private static readonly Allowance CodeAllowance = new(Burst: 10, Refill: TimeSpan.FromMinutes(1));
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(2);

    // Addresses are the other side's choice, so what is remembered is bounded.
    private const int MostEntries = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _emptyAt = new(StringComparer.Ordinal);
    private readonly HashSet<string> _familiar = new(StringComparer.Ordinal);

    /// <summary>How many buckets are kept, for tests.</summary>
    internal int Remembered => _emptyAt.Count;

    /// <summary>The answer to an attempt that must wait.</summary>
    internal static Problem Refusal(TimeSpan wait) =>
        Problem.TooMany("too_many_attempts", $"There were too many attempts: try again in {Math.Ceiling(wait.TotalSeconds)} seconds.", wait);

    /// <summary>
    /// How long this address must wait before it may try this user. Zero is leave to try now, and counts as a failure
    /// until <see cref="Succeeded"/>: attempts that run at the same time must not all slip through.
    /// </summary>
    internal TimeSpan Begin(string user, string address)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var pair = Wait(PairKey(user, address), PairAllowance, now);
            var all = Wait(AddressKey(address), AddressAllowance, now);
            var wait = pair > all ? pair : all;
            if (wait > TimeSpan.Zero)
                return wait;
            if (_emptyAt.Count >= MostEntries)
                Sweep(now);
            Count(PairKey(user, address), PairAllowance, now);
            Count(AddressKey(address), AddressAllowance, now);
            Count(UserKey(user), UserAllowance, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>How much longer to take over an answer.</summary>
    internal TimeSpan Delay(string user)
    {
        lock (_lock)
            return Wait(UserKey(user), UserAllowance, time.GetUtcNow()) > TimeSpan.Zero ? SlowAnswer : TimeSpan.Zero;
    }

    /// <summary>Takes back what <see cref="Begin"/> counted.</summary>
    internal void Succeeded(string user, string address)
    {
        lock (_lock)
        {
            TakeBack(PairKey(user, address), PairAllowance);
            TakeBack(AddressKey(address), AddressAllowance);
            TakeBack(UserKey(user), UserAllowance);
        }
    }

    /// <summary>
    /// How long to wait before another code of a user's is looked at. Zero counts as a failure until
    /// <see cref="CodeSucceeded"/>.
    /// </summary>
    internal TimeSpan BeginCode(string user, string address)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var key = CodeKey(user, address);
            if (Wait(key, CodeAllowance, now) is var wait && wait > TimeSpan.Zero)
                return wait;
            if (_emptyAt.Count >= MostEntries)
                Sweep(now);
            Count(key, CodeAllowance, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Takes back what <see cref="BeginCode"/> counted, and remembers the place.</summary>
    internal void CodeSucceeded(string user, string address)
    {
        lock (_lock)
        {
            TakeBack(CodeKey(user, address), CodeAllowance);
            if (_familiar.Count >= MostEntries)
                _familiar.Clear();
            _familiar.Add(PairKey(user, address));
        }
    }

    /// <summary>How long an address must wait before it may try to sign in without saying who it is; as <see cref="Begin"/>.</summary>
    internal TimeSpan BeginNameless(string address)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (Wait(AddressKey(address), AddressAllowance, now) is var wait && wait > TimeSpan.Zero)
                return wait;
            if (_emptyAt.Count >= MostEntries)
                Sweep(now);
            Count(AddressKey(address), AddressAllowance, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Takes back what <see cref="BeginNameless"/> counted.</summary>
    internal void NamelessSucceeded(string address)
    {
        lock (_lock)
            TakeBack(AddressKey(address), AddressAllowance);
    }

    /// <summary>The part of an address that one person can't change at will: all of IPv4, the network half of IPv6.</summary>
    internal static string Network(string address)
    {
        if (!IPAddress.TryParse(address, out var ip))
            return address;
        if (ip.IsIPv4MappedToIPv6)
            ip = ip.MapToIPv4();
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, 8)) : ip.ToString();
    }

    // A bucket is one time: when it will have emptied. Each failure moves it on by one refill.
    private TimeSpan Wait(string key, Allowance allowance, DateTimeOffset now)
    {
        if (!_emptyAt.TryGetValue(key, out var empty))
            return TimeSpan.Zero;
        var over = empty - now - (allowance.Refill * (allowance.Burst - 1));
        return over > TimeSpan.Zero ? over : TimeSpan.Zero;
    }

    private void Count(string key, Allowance allowance, DateTimeOffset now)
    {
        var empty = _emptyAt.TryGetValue(key, out var known) && known > now ? known : now;
        _emptyAt[key] = empty + allowance.Refill;
    }

    private void TakeBack(string key, Allowance allowance)
    {
        if (_emptyAt.TryGetValue(key, out var empty))
            _emptyAt[key] = empty - allowance.Refill;
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var key in _emptyAt.Where(e => e.Value <= now).Select(e => e.Key).ToList())
            _emptyAt.Remove(key);
        // All of them are fresh: someone has very many addresses. Forgetting the oldest costs them nothing they had.
        foreach (var key in _emptyAt.OrderBy(e => e.Value).Take(Math.Max(0, _emptyAt.Count - (MostEntries / 2))).Select(e => e.Key).ToList())
            _emptyAt.Remove(key);
    }

    private static string PairKey(string user, string address) => $"p {Network(address)} {user}";

    private static string AddressKey(string address) => $"a {Network(address)}";

    private string CodeKey(string user, string address) => _familiar.Contains(PairKey(user, address)) ? $"c {PairKey(user, address)}" : $"c {user}";

    private static string UserKey(string user) => $"u {user}";

    private sealed record Allowance(int Burst, TimeSpan Refill);
}
