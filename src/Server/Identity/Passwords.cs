using System.Security.Cryptography;

namespace Hindsight.Server.Identity;

/// <summary>What a password must be, and new ones.</summary>
internal static class Passwords
{
    private const int Shortest = 12;
    private const int Longest = 1024;

    // Nothing that is mistaken for something else when read aloud or typed.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

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

    /// <summary>A random password of 99 bits: five groups of four letters.</summary>
    internal static string Generate() =>
        string.Join('-', Enumerable.Range(0, 5).Select(_ => new string(RandomNumberGenerator.GetItems<char>(Letters, 4))));
}
