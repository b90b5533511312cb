using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary>The option <c>--type</c> of <c>tctl auth</c>.</summary>
internal static class AuthKeyType
{
    /// <summary>The option.</summary>
    internal static Option<string> Option()
    {
        var option = new Option<string>("--type") { Description = "Which keys: recording (those that sign recordings) or recording-encryption (those they are encrypted for).", HelpName = "TYPE", Required = true };
        option.AcceptOnlyFromAmong("recording", "recording-encryption");
        return option;
    }
}
