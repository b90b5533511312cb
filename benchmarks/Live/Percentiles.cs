using System.Text.Json.Nodes;

namespace Hindsight.Benchmarks.Live;

/// <summary>A list of durations in short.</summary>
internal static class Percentiles
{
    /// <summary>p50, p95 and the number of <paramref name="values"/>, by the nearest rank.</summary>
    public static JsonObject Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        JsonNode? At(double share) => sorted.Length == 0 ? null : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);
        return new() { ["p50"] = At(0.5), ["p95"] = At(0.95), ["count"] = sorted.Length };
    }
}
