using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary>The option <c>--type</c> of <c>tctl auth</c>.</summary>
internal static class AuthKeyType
{
    /// <summary>The option; there is one type so far.</summary>
    internal static Option<string> Option()
    {
        var option = new Option<string>("--type") { Description = "Which keys: recording (those that sign recordings).", HelpName = "TYPE", Required = true };
        option.AcceptOnlyFromAmong("recording");
        return option;
    }
}
