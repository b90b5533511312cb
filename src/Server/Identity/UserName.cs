using System.Text.RegularExpressions;

namespace Hindsight.Server.Identity;

/// <summary>What a user may be called.</summary>
internal static partial class UserName
{
    /// <summary>The rule, after "has".</summary>
    internal const string Rule = "1 to 64 letters, digits or any of . _ - @ + and begins with a letter or a digit";

    /// <summary>Whether a name keeps the rule.</summary>
    internal static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._@+-]{0,63}\z")]
    private static partial Regex Pattern();
}
