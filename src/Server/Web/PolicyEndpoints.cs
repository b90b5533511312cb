using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Access;
using Hindsight.Server.Desktops;
using Hindsight.Server.Http;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Web;

/// <summary>What one role has to do with a decision.</summary>
internal sealed record PolicyPart(string Role, string Says);

/// <summary>What would happen if somebody opened a desktop.</summary>
internal sealed record RecordingPolicyAnswer(
    string User, string Desktop, string Login, bool Connect, string ConnectRule, bool Recorded, string RecordedRule, string Strictness, string StrictnessRule, string Mode, string ModeOrigin,
    IReadOnlyList<PolicyPart> Roles);

/// <summary>Explains decisions without connecting.</summary>
internal static class PolicyEndpoints
{
    /// <summary>Adds <c>/policy/recording</c> to the administrator's group.</summary>
    internal static void MapPolicyAdministration(this IEndpointRouteBuilder admin) =>
        admin.MapGet("/policy/recording", Explain).Needs("user", "read").Needs("role", "read");

    private static IResult Explain(string user, string desktop, string login, AccessPolicy access, DesktopCatalog catalog, ClusterResources resources)
    {
        if (access.FindSubject(user) is not { } subject)
            return Problem.NotFound("no_such_user", $"There is no user {user}: tctl users ls lists them.");
        if (catalog.Find(desktop) is not { } entry)
            return Problem.NotFound("no_such_desktop", $"There is no desktop {desktop}: tctl desktops ls lists them.");
        var connect = access.CanConnect(subject, entry.Traits, login);
        var record = access.RecordDesktop(subject);
        var config = ResourceText.Write(resources.FindStored(ResourceKind.Of("session_recording_config"), RecordingConfig.FixedName)!);
        return TypedResults.Ok(new RecordingPolicyAnswer(
            user, desktop, login, connect.Allowed, connect.Rule, record.On, record.Rule, record.Strictness.Value.Name(), record.Strictness.Rule,
            (string)config["spec"]!["mode"]!, (string)config["metadata"]!["labels"]![ResourceOrigins.Label]!,
            [.. record.Parts.Select(p => new PolicyPart(p.Role, p.Says))]));
    }
}

[JsonSerializable(typeof(RecordingPolicyAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class PolicyJson : JsonSerializerContext;
