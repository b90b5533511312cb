namespace Hindsight.Server.Identity;

/// <summary>What a password must be.</summary>
internal static class Passwords
{
    private const int Shortest = 12;
    private const int Longest = 1024;

    /// <summary>The rules, for people.</summary>
    internal static readonly IReadOnlyList<string> Rules =
    [
        $"At least {Shortest} characters: a few words are easy to remember.",
        "At least five different characters.",
        "More than the user's name.",
    ];

    /// <summary>What is wrong with a password somebody chose, or null.</summary>
    internal static string? Fault(string password, string user) => password switch
    {
        { Length: < Shortest } => $"The password is too short: use at least {Shortest} characters.",
        { Length: > Longest } => $"The password is too long: use at most {Longest} characters.",
        _ when password.Any(char.IsControl) => "The password has a control character in it: leave line breaks and tabs out.",
        _ when password.Distinct().Count() < 5 => "The password repeats too few characters: use at least five different ones.",
        _ when password.Contains(user, StringComparison.OrdinalIgnoreCase) && password.Length - user.Length < Shortest => "The password is little more than the user's name: choose another.",
        _ => null,
    };
}
