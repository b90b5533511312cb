using Xunit;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>What a test needs of its surroundings. On a laptop a missing part skips the test; in CI it fails it.</summary>
internal static class Requirement
{
    /// <summary>Skips, or in CI fails, when <paramref name="problem"/> is not null.</summary>
    public static void Met(string? problem)
    {
        if (problem is null)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(problem);
        Assert.Skip(problem);
    }

    /// <summary>Null when all <paramref name="programs"/> are in PATH, else a sentence that names the missing ones.</summary>
    public static string? Programs(params string[] programs)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").ToArray();
        var missing = programs.Where(p => !path.Any(d => File.Exists(Path.Combine(d, p)))).ToArray();
        return missing.Length == 0 ? null : $"missing {string.Join(", ", missing)}: ./test installs what the tests need";
    }
}
