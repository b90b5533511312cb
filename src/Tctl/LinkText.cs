using System.Globalization;
using Hindsight.Client;

namespace Hindsight.Tctl;

/// <summary>What is printed of a link to choose a password with.</summary>
internal static class LinkText
{
    /// <summary>Prints the link, if there is one.</summary>
    internal static async Task WriteAsync(TextWriter output, UserLink user)
    {
        if (user is not { Link: { } link, Expires: { } expires })
            return;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Give {user.Name} this link; it opens once, until {expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and is not shown again:"));
        await output.WriteLineAsync(link);
    }
}
