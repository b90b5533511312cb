using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;
using Hindsight.Client.Logins;

namespace Hindsight.Tsh;

/// <summary><c>tsh status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var format = new OutputFormat();
        var command = new Command("status", "Shows where you are signed in, as whom, and for how long. The first is the one that is used.");
        format.AddTo(command);
        command.SetAction((parse, _) => Login.RunAsync(parse, () =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var profiles = login.Store.All();
            var value = new JsonArray([.. profiles.Select(p => new JsonObject
            {
                ["proxy"] = p.Proxy,
                ["cluster"] = p.Cluster,
                ["user"] = p.User,
                ["roles"] = new JsonArray([.. p.Roles.Select(r => (JsonNode)r)]),
                ["valid_until"] = p.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["expired"] = p.Expires <= now,
            })]);
            format.Print(parse, value, () => profiles.Count == 0
                ? $"Nobody is signed in: tsh login --proxy=HOST{Environment.NewLine}"
                : string.Join(Environment.NewLine, profiles.Select(p => Describe(p, now))));
            return Task.FromResult(profiles.Any(p => p.Expires > now) ? ExitCode.Success : ExitCode.Refused);
        }));
        return command;
    }

    /// <summary>A login, in lines for people.</summary>
    internal static string Describe(Profile profile, DateTimeOffset now)
    {
        var left = profile.Expires - now;
        var validity = left <= TimeSpan.Zero ? "ended" : string.Create(CultureInfo.InvariantCulture, $"{profile.Expires.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC [valid for {(int)left.TotalHours}h{left.Minutes}m]");
        return $"""
            > Profile URL:  https://{profile.Proxy}
              Logged in as: {profile.User}
              Cluster:      {profile.Cluster}
              Roles:        {string.Join(", ", profile.Roles)}
              Valid until:  {validity}

            """;
    }
}
