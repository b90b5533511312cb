namespace Hindsight.Client.CommandLine;

/// <summary>Reads as many pages of one of the server's lists as are wanted.</summary>
public static class Pages
{
    /// <summary>The server gives at most so many at once.</summary>
    private const int LongestPage = 500;

    /// <summary>
    /// The newest <paramref name="most"/> that <paramref name="query"/> finds and that are <paramref name="wanted"/>;
    /// <paramref name="read"/> gets a page and the key of the next one.
    /// </summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        Func<string, CancellationToken, Task<(IReadOnlyList<T> Items, string? StartKey)>> read, string query, int most, CancellationToken cancellation, Func<T, bool>? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        List<T> found = [];
        for (string? key = null; ;)
        {
            // A filter of ours may throw most of a page away, so pages are not made short for it.
            var length = wanted is null ? Math.Min(most - found.Count, LongestPage) : LongestPage;
            (var items, key) = await read($"{query}&limit={length}{(key is null ? "" : $"&startKey={Uri.EscapeDataString(key)}")}", cancellation);
            found.AddRange(wanted is null ? items : items.Where(wanted));
            if (key is null || found.Count >= most)
                return [.. found.Take(most)];
        }
    }
}
