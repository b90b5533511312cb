using System.CommandLine;
using Hindsight.Client;
using Hindsight.Client.Logins;

namespace Hindsight.Tsh;

/// <summary><c>tsh login</c>.</summary>
internal static class LoginCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(Login login, Prompt prompt)
    {
        var user = new Option<string?>("--user") { Description = "Your name; also $TELEPORT_USER. Without it you are asked.", HelpName = "NAME" };
        var insecure = new Option<bool>("--insecure") { Description = "Trust whatever certificate the server shows now, and that one from then on. Somebody in between could be trusted too." };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "The SHA-256 of the server's certificate, for a server whose certificate nobody has signed. Without it you are asked.", HelpName = "SHA256" };
        var otp = new Option<string?>("--otp") { Description = "The code of your authenticator app, for scripts. Without it you are asked, or it is read as the next line from standard input.", HelpName = "CODE" };
        var file = new Option<string?>("--out", "-o") { Description = "Write the login into this file, for --identity, instead of keeping it for this account.", HelpName = "FILE" };
        var command = new Command("login", "Signs in at a server and keeps the login until it ends. The password is asked for, or read as a line from standard input.") { user, otp, insecure, fingerprint, file };
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, async () =>
        {
            var proxy = login.ProxyOf(parse) ?? login.Store.Find(null)?.Proxy ?? throw new Failure(ExitCode.Usage, "which server? tsh login --proxy=HOST[:PORT]");
            var pin = await TrustAsync(new Uri($"https://{proxy}"), login.Store.Find(proxy), parse.GetValue(insecure), parse.GetValue(fingerprint), prompt, cancellation);
            using var client = new UserClient(new Uri($"https://{proxy}"), pin);
            var name = parse.GetValue(user) ?? Environment.GetEnvironmentVariable("TELEPORT_USER") ?? login.Store.Find(proxy)?.User ?? prompt.Ask("User", Environment.UserName);
            var session = await SignInAsync(client, proxy, name, parse.GetValue(otp), prompt, cancellation);
            var profile = new Profile(proxy, session.ClusterName, session.User, session.Roles, session.Expires, pin, client.SessionSecret!);
            if (parse.GetValue(file) is { } path)
                ProfileStore.Write(path, profile);
            else
                login.Store.Keep(profile);
            await parse.InvocationConfiguration.Output.WriteAsync(StatusCommand.Describe(profile, TimeProvider.System.GetUtcNow()));
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>Signs in with the password, and with the code of an authenticator app when it is asked for.</summary>
    private static async Task<SignedInInfo> SignInAsync(UserClient client, string proxy, string name, string? otp, Prompt prompt, CancellationToken cancellation)
    {
        var (session, progress) = await client.BeginSignInAsync(name, prompt.AskSecret($"Password of {name} at {proxy}"), cancellation);
        if (progress.NeedsFactor)
        {
            if (!progress.Otp)
                throw new Failure(ExitCode.Refused, $"your second factor is a passkey, which only a browser can ask for: add an authenticator app at https://{proxy}/web/account, and give its code here");
            (session, progress) = await client.ShowCodeAsync(progress, otp ?? prompt.AskSecret("Code of your authenticator app"), cancellation);
        }

        return session ?? throw new Failure(ExitCode.Refused, progress.NeedsAdding
            ? $"a second factor is required here, and you have none that counts: sign in at https://{proxy} once to add one"
            : $"the server asks for something that this tsh does not know: sign in at https://{proxy}");
    }

    /// <summary>The fingerprint to trust, or null when the system's authorities vouch for the server.</summary>
    private static async Task<string?> TrustAsync(Uri address, Profile? known, bool insecure, string? fingerprint, Prompt prompt, CancellationToken cancellation)
    {
        var shown = await ShownCertificate.LookAsync(address, cancellation);
        if (fingerprint is not null)
        {
            return Bare(fingerprint) == shown.Sha256
                ? shown.Sha256
                : throw new Failure(ExitCode.NoServer, $"the certificate of {address.Authority} has the fingerprint {shown.Sha256}, which is not the one of --fingerprint: ask who runs the server");
        }

        if (shown.IsTrusted)
            return null;
        if (insecure || known?.CertificateSha256 == shown.Sha256)
            return shown.Sha256;
        var changed = known?.CertificateSha256 is null ? "" : $"{Environment.NewLine}It is another one than before: go on only if you know why.";
        return prompt.Confirm($"Nobody has signed the certificate of {address.Authority}. Its SHA-256 is {shown.Sha256}; the server's log has it too.{changed}{Environment.NewLine}Trust it from now on?")
            ? shown.Sha256
            : throw new Failure(ExitCode.NoServer, $"the certificate of {address.Authority} is not trusted: compare its fingerprint with the server's and give it with --fingerprint={shown.Sha256}");
    }

    private static string Bare(string fingerprint) => fingerprint.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
}
