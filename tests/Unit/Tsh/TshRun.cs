using Hindsight.Client.Logins;
using Hindsight.Tsh;

namespace Hindsight.Unit.Tsh;

/// <summary>Runs <c>tsh</c> in this process, for an account that is signed in nowhere.</summary>
internal static class TshRun
{
    internal static async Task<(int Code, string Output, string Errors)> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var store = new ProfileStore(Path.Combine(Path.GetTempPath(), "hindsight-no-account"));
        var code = await TshCommand.RunAsync(arguments, TextReader.Null, output, errors, store, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
