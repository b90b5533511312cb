using Hindsight.Server.Http;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Web;

/// <summary>Reading and changing resources: on the administration socket, and for people whose roles allow it.</summary>
internal static class ResourceEndpoints
{
    /// <summary>Adds <c>/resources</c> to a group; who asks decides what is allowed.</summary>
    internal static void MapResources(this IEndpointRouteBuilder group)
    {
        var resources = group.MapGroup("/resources");
        resources.MapGet("/{kind}", ListAsync);
        resources.MapGet("/{kind}/{name}", GetAsync);
        resources.MapPost("", CreateAsync);
        resources.MapPost("/check", (Delegate)CheckAsync);
        resources.MapPut("/{kind}/{name}", UpdateAsync);
        resources.MapDelete("/{kind}/{name}", RemoveAsync);
    }

    /// <summary>Adds <c>/presets</c> to a group of administration.</summary>
    internal static void MapPresetAdministration(this IEndpointRouteBuilder admin) =>
        admin.MapPost("/presets/repair", RepairAsync).Needs("role", "create").Needs("role", "update");

    private static async Task<IResult> ListAsync(string kind, string? format, ResourceDesk desk, HttpContext context)
    {
        if (ResourceKind.Find(kind) is not { } found)
            return NoSuchKind(kind);
        var actor = ResourceActor.Of(context);
        var items = desk.List(found).Where(r => actor.May(found, r.Resource, "list", "read")).ToList();
        // Somebody who may see none of them may not know that there are none.
        if (items.Count == 0 && await actor.RefuseAsync(found, null, context.RequestAborted, "list", "read") is { } refused)
            return refused;
        return Answer(items, format);
    }

    private static async Task<IResult> GetAsync(string kind, string name, string? format, ResourceDesk desk, HttpContext context)
    {
        if (ResourceKind.Find(kind) is not { } found)
            return NoSuchKind(kind);
        var resource = desk.Find(found, name);
        if (await ResourceActor.Of(context).RefuseAsync(found, resource?.Resource, context.RequestAborted, "read") is { } refused)
            return refused;
        return resource is null ? ResourceDesk.NotFound(found, name) : Answer([resource], format);
    }

    private static async Task<IResult> CreateAsync(bool? force, bool? confirm, ResourceDesk desk, HttpContext context)
    {
        var (written, problem) = await ReadAsync(context);
        if (written is null)
            return problem!;
        var actor = ResourceActor.Of(context);
        var done = new List<string>();
        foreach (var resource in written)
        {
            if (await RefuseWriteAsync(actor, desk, resource.Resource, context.RequestAborted) is { } refused)
                return refused;
            var (sentence, reason) = await desk.CreateAsync(resource, force == true, confirm == true, actor.Name, context.RequestAborted);
            if (sentence is null)
                return done.Count == 0 ? reason! : Problem.WithStatus(reason!.Status, reason.Code, $"{string.Join(". ", done)}. Then: {reason.Message}");
            done.Add(sentence);
        }

        return TypedResults.Ok(new ResourcesWritten(done));
    }

    private static async Task<IResult> UpdateAsync(string kind, string name, ResourceDesk desk, HttpContext context)
    {
        if (ResourceKind.Find(kind) is not { } found)
            return NoSuchKind(kind);
        var (written, problem) = await ReadAsync(context);
        if (written is null)
            return problem!;
        if (written is not [var one])
            return Problem.BadRequest("one_resource", $"There are {written.Count} resources in the text: exactly one may be edited.");
        if (one.Resource.Kind != found || one.Resource.Name != name)
            return Problem.BadRequest("renamed", "renaming resources is not supported with tctl edit: leave kind and name as they are, or create another resource with tctl create.");
        var actor = ResourceActor.Of(context);
        if (await RefuseWriteAsync(actor, desk, one.Resource, context.RequestAborted) is { } refused)
            return refused;
        var (sentence, reason) = await desk.UpdateAsync(one, actor.Name, context.RequestAborted);
        return sentence is null ? reason! : TypedResults.Ok(new ResourcesWritten([sentence]));
    }

    private static async Task<IResult> RemoveAsync(string kind, string name, ResourceDesk desk, HttpContext context)
    {
        if (ResourceKind.Find(kind) is not { } found)
            return NoSuchKind(kind);
        var actor = ResourceActor.Of(context);
        if (await actor.RefuseAsync(found, desk.Find(found, name)?.Resource, context.RequestAborted, found.Singleton is null ? "delete" : "update") is { } refused)
            return refused;
        var (sentence, reason) = await desk.RemoveAsync(found, name, actor.Name, context.RequestAborted);
        return sentence is null ? reason! : TypedResults.Ok(new ResourcesWritten([sentence]));
    }

    private static async Task<IResult> RepairAsync(string? name, ResourceDesk desk, HttpContext context)
    {
        if (name is not null && !Presets.All.Any(p => p.Name == name))
            return Problem.NotFound("no_such_preset", $"There is no preset {name}: the presets are {string.Join(", ", Presets.All.Select(p => p.Name))}.");
        return TypedResults.Ok(new ResourcesWritten(await desk.RepairAsync(name, context.Administrator().Name, context.RequestAborted)));
    }

    /// <summary>A new resource needs create; one that is there needs update; what the file sets needs both.</summary>
    private static async Task<Problem?> RefuseWriteAsync(ResourceActor actor, ResourceDesk desk, Resource resource, CancellationToken cancellation)
    {
        var kind = resource.Kind;
        var before = desk.Find(kind, resource.Name);
        if (before is null)
            return await actor.RefuseAsync(kind, resource, cancellation, "create");
        if (before.Origin == ResourceOrigin.ConfigFile && await actor.RefuseAsync(kind, before.Resource, cancellation, "create") is { } refused)
            return refused;
        // Both what it was and what it becomes must be theirs to change.
        string[] verbs = kind.Singleton is null || before.Origin == ResourceOrigin.ConfigFile ? ["update"] : ["update", "create"];
        return await actor.RefuseAsync(kind, before.Resource, cancellation, verbs) ?? await actor.RefuseAsync(kind, resource, cancellation, verbs);
    }

    /// <summary>Tells what is wrong with a text while it is written; nothing is looked up or stored.</summary>
    private static async Task<IResult> CheckAsync(HttpContext context) =>
        await ReadTextAsync(context) is { } text ? TypedResults.Ok(CheckedText.Of(text)) : TooLong;

    private static async Task<(IReadOnlyList<WrittenResource>? Written, Problem? Problem)> ReadAsync(HttpContext context)
    {
        if (await ReadTextAsync(context) is not { } text)
            return (null, TooLong);
        var (resources, problems) = ResourceText.Read(text);
        if (problems.Count == 0)
            return (resources, null);
        const int most = 100;
        var lines = problems.Take(most).Select(p => $"line {p.Line}, column {p.Column}: {p.Message}");
        var title = problems.Count == 1 ? "The text has a fault" : $"The text has {problems.Count} faults";
        return (null, Problem.BadRequest("bad_resource", $"{title}:\n{string.Join('\n', lines)}"));
    }

    /// <summary>The body, or null when it is too long.</summary>
    private static async Task<string?> ReadTextAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var buffer = new char[ResourceText.LongestText + 1];
        var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
        return length > ResourceText.LongestText ? null : new string(buffer, 0, length);
    }

    private static Problem TooLong => Problem.WithStatus(
        StatusCodes.Status413PayloadTooLarge, "too_long", $"The text is longer than {ResourceText.LongestText} characters: send fewer resources at once.");

    private static IResult Answer(IReadOnlyList<StoredResource> resources, string? format)
    {
        var items = resources.Select(ResourceText.Write).ToList();
        return format == "yaml" ? TypedResults.Text(YamlWriter.Write(items), "application/yaml") : TypedResults.Ok(new ResourceList(items));
    }

    private static Problem NoSuchKind(string kind) =>
        Problem.NotFound("no_such_kind", $"There is no kind of resource \"{kind}\": the kinds are {string.Join(", ", ResourceKind.All.Select(k => k.Name))}.");
}
