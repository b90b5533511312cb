namespace Hindsight.EndToEnd.Fixtures;

/// <summary>What a fixture needs of its surroundings. Knows no test runner: the benchmarks use the fixtures too.</summary>
internal static class Requirement
{
    /// <summary>Told what is missing; does not return. The tests put their own in its place.</summary>
    public static Action<string> Missing { get; set; } = problem => throw new InvalidOperationException(problem);

    /// <summary>Gives up when <paramref name="problem"/> is not null.</summary>
    public static void Met(string? problem)
    {
        if (problem is not null)
            Missing(problem);
    }

    /// <summary>Null when all <paramref name="programs"/> are in PATH, else a sentence that names the missing ones.</summary>
    public static string? Programs(params string[] programs)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").ToArray();
        var missing = programs.Where(p => !path.Any(d => File.Exists(Path.Combine(d, p)))).ToArray();
        return missing.Length == 0 ? null : $"missing {string.Join(", ", missing)}: ./test installs what the tests need";
    }
}
