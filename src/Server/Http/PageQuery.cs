using System.Globalization;

namespace Hindsight.Server.Http;

/// <summary>What every list understands: a time range and how many rows.</summary>
internal sealed record PageQuery(DateTimeOffset From, DateTimeOffset To, int Limit)
{
    private const int UsualLimit = 50;
    private const int LargestLimit = 500;

    /// <summary>Reads <c>from</c>, <c>to</c> and <c>limit</c>; a problem says which of them is wrong.</summary>
    internal static Problem? TryRead(IQueryCollection query, out PageQuery page)
    {
        page = new PageQuery(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, UsualLimit);
        if (query["from"].ToString() is { Length: > 0 } from)
        {
            if (!Rfc3339.TryParse(from, out var time))
                return Problem.BadRequest("bad_from", "from is not a time: write it like 2026-01-31T12:00:00Z.");
            page = page with { From = time };
        }

        if (query["to"].ToString() is { Length: > 0 } to)
        {
            if (!Rfc3339.TryParse(to, out var time))
                return Problem.BadRequest("bad_to", "to is not a time: write it like 2026-01-31T12:00:00Z.");
            page = page with { To = time };
        }

        if (query["limit"].ToString() is { Length: > 0 } limit)
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > LargestLimit)
                return Problem.BadRequest("bad_limit", $"limit is not a number from 1 to {LargestLimit}.");
            page = page with { Limit = number };
        }

        return null;
    }
}
