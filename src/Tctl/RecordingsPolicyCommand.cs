using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl recordings policy</c>.</summary>
internal static class RecordingsPolicyCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var user = new Option<string>("--user") { Description = "Who would connect.", HelpName = "USER", Required = true };
        var desktop = new Option<string>("--desktop") { Description = "To which desktop.", HelpName = "DESKTOP", Required = true };
        var login = new Option<string>("--login") { Description = "With which login there.", HelpName = "LOGIN", Required = true };
        var format = new OutputFormat();
        var command = new Command("policy", "Says whether somebody could open a desktop, whether the session would be recorded, and each role's part in that. Nothing is opened.") { user, desktop, login };
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var policy = await client.ExplainRecordingAsync(parse.GetRequiredValue(user), parse.GetRequiredValue(desktop), parse.GetRequiredValue(login), cancellation);
            format.Print(parse, Json(policy), () => Text(policy));
            return ExitCode.Success;
        }));
        return command;
    }

    private static JsonObject Json(RecordingPolicyInfo p) => new()
    {
        ["user"] = p.User,
        ["desktop"] = p.Desktop,
        ["login"] = p.Login,
        ["connect"] = new JsonObject { ["allowed"] = p.Connect, ["rule"] = p.ConnectRule },
        ["recorded"] = new JsonObject { ["on"] = p.Recorded, ["rule"] = p.RecordedRule },
        ["strictness"] = new JsonObject { ["value"] = p.Strictness, ["rule"] = p.StrictnessRule },
        ["cluster"] = new JsonObject { ["mode"] = p.Mode, ["origin"] = p.ModeOrigin },
        ["roles"] = new JsonArray([.. p.Roles.Select(r => new JsonObject { ["role"] = r.Role, ["says"] = r.Says })]),
    };

    private static string Text(RecordingPolicyInfo p)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append(Environment.NewLine);
        Line(p.Connect ? $"{p.User} may open {p.Desktop} as {p.Login}: {p.ConnectRule}" : $"{p.User} may not open {p.Desktop} as {p.Login}: {p.ConnectRule}");
        Line($"A session would {(p.Recorded ? "be" : "not be")} recorded, because {p.RecordedRule}");
        if (p.Recorded)
            Line($"If it can't be recorded it {(p.Strictness == "strict" ? "does not begin, or ends" : "goes on without")}, because {p.StrictnessRule}");
        Line("");
        Line($"cluster: mode {p.Mode} (origin {p.ModeOrigin})");
        foreach (var role in p.Roles)
            Line($"role {role.Role}: {role.Says}");
        return text.ToString();
    }
}
