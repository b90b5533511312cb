using System.CommandLine;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary>The option <c>--ttl</c> of commands that print a link.</summary>
internal sealed class LinkLifetime(string usual, string longest)
{
    /// <summary>The option.</summary>
    internal Option<string?> Option { get; } = new("--ttl") { Description = $"How long the link opens: {usual} unless said otherwise, {longest} at most.", HelpName = "DURATION" };

    /// <summary>The length, or null for the usual one; false, with a message, when it is none.</summary>
    internal bool TryRead(ParseResult parse, out TimeSpan? length)
    {
        length = null;
        if (parse.GetValue(Option) is not { } text)
            return true;
        length = GoDuration.Parse(text);
        if (length is not null)
            return true;
        parse.InvocationConfiguration.Error.WriteLine($"tctl: --ttl: \"{text}\" is not a length of time, such as 30m or 8h");
        return false;
    }
}
