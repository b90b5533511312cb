using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl desktops trust</c>.</summary>
internal static class DesktopsTrustCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var name = new Argument<string>("NAME") { Description = "The desktop's name." };
        var command = new Command("trust", "Forgets the certificate a desktop showed first, after it was given another: the next person who opens it is asked again.") { name };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var desktop = parse.GetRequiredValue(name);
            await client.TrustDesktopAsync(desktop, cancellation);
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Forgot the certificate of {desktop}. The next person who opens it is shown its certificate and asked.");
            return ExitCode.Success;
        }));
        return command;
    }
}
