using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary>A password from standard input: in an argument every process of the host could read it.</summary>
internal sealed class PasswordInput(TextReader input)
{
    /// <summary>The option.</summary>
    internal Option<bool> Option { get; } = new("--password-stdin") { Description = "Takes the password, at least 12 characters, from the first line of standard input instead of printing a link." };

    /// <summary>The password, or null when a link is wanted; false, with a message, when none came.</summary>
    internal bool TryRead(ParseResult parse, out string? password)
    {
        password = null;
        if (!parse.GetValue(Option))
            return true;
        password = input.ReadLine();
        if (!string.IsNullOrEmpty(password))
            return true;
        parse.InvocationConfiguration.Error.WriteLine("tctl: no password came from standard input: pipe a line into this command, or leave --password-stdin out");
        return false;
    }
}
