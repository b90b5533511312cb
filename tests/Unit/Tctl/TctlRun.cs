using Hindsight.Client.Logins;
using Hindsight.Tctl;
using Hindsight.Unit.Server.Web;

namespace Hindsight.Unit.Tctl;

/// <summary>Runs <c>tctl</c> in this process.</summary>
internal static class TctlRun
{
    /// <summary>On a server of this process.</summary>
    internal static Task<(int Code, string Output, string Errors)> OnAsync(TestServer server, params string[] arguments) => WithInputAsync(server, "", arguments);

    /// <summary>On a server of this process, with standard input.</summary>
    internal static Task<(int Code, string Output, string Errors)> WithInputAsync(TestServer server, string input, params string[] arguments) =>
        WithInputAsync(input, [.. arguments, "--data-dir", server.Configuration.DataDirectory]);

    /// <summary>Wherever the arguments say.</summary>
    internal static Task<(int Code, string Output, string Errors)> WithInputAsync(string input, params string[] arguments) =>
        WithLoginsAsync(new ProfileStore(Path.Combine(Path.GetTempPath(), "hindsight-no-account")), input, arguments);

    /// <summary>For an account that is signed in somewhere.</summary>
    internal static async Task<(int Code, string Output, string Errors)> WithLoginsAsync(ProfileStore store, string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await TctlCommand.RunAsync(arguments, new StringReader(input), output, errors, store, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
