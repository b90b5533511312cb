using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl create</c>.</summary>
internal static class CreateCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place, TextReader input)
    {
        var file = new Argument<string?>("FILE") { Description = "Resources in YAML or JSON. Without it, or with -, they come from standard input.", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force", "-f") { Description = "Overwrites what is there." };
        var confirm = new Option<bool>("--confirm") { Description = "Changes even what teleport.yaml manages, until the server starts again." };
        var command = new Command("create", "Makes resources from a text.") { file, force, confirm };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var console = parse.InvocationConfiguration;
            string text;
            try
            {
                text = parse.GetValue(file) is { } path and not "-" ? await File.ReadAllTextAsync(path, cancellation) : await input.ReadToEndAsync(cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await console.Error.WriteLineAsync($"tctl: {parse.GetValue(file)} can't be read ({e.Message}): name a file with resources");
                return ExitCode.Usage;
            }

            foreach (var sentence in await client.Resources.CreateAsync(text, parse.GetValue(force), parse.GetValue(confirm), cancellation))
                await console.Output.WriteLineAsync(sentence);
            return ExitCode.Success;
        }));
        return command;
    }
}
