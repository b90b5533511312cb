using Hindsight.Server.Configuration;
using Hindsight.Server.Http;

namespace Hindsight.Server.Resources;

/// <summary>
/// What administrators do with resources, with Teleport's rules: what may be overwritten and deleted, and the sentence
/// that says what was done. Whoever calls has checked that the person may.
/// </summary>
internal sealed class ResourceDesk(ResourceStore store, ClusterResources resources, ServerConfiguration configuration)
{
    /// <summary>Every resource of a kind, those of the configuration included.</summary>
    internal IReadOnlyList<StoredResource> List(ResourceKind kind) =>
        kind.Name == "windows_desktop" ? [.. Static().Concat(resources.List(kind)).OrderBy(r => r.Resource.Name, StringComparer.Ordinal)] : [.. resources.List(kind)];

    /// <summary>The resource of that name, or null.</summary>
    internal StoredResource? Find(ResourceKind kind, string? name)
    {
        name ??= kind.Singleton ?? "";
        return FindStatic(kind, name) ?? resources.FindStored(kind, name);
    }

    /// <summary>Writes a resource as <c>tctl create</c> does.</summary>
    internal async Task<(string? Done, Problem? Problem)> CreateAsync(WrittenResource written, bool force, bool confirm, string by, CancellationToken cancellation)
    {
        var resource = written.Resource;
        var kind = resource.Kind;
        if (Refusal(resource) is { } refused)
            return (null, refused);
        var before = resources.FindStored(kind, resource.Name);
        if (kind.Singleton is not null && before is not null)
        {
            if (!force && before.Origin != ResourceOrigin.Defaults)
                return (null, Problem.Conflict("already_exists", $"A non-default {kind.Title} already exists: use -f or --force to overwrite it."));
            if (before.Origin == ResourceOrigin.ConfigFile && !confirm)
                return (null, NeedsConfirmation(kind));
        }

        var when = force || kind.Singleton is not null ? WriteWhen.Always : WriteWhen.Missing;
        var (result, _) = await store.WriteAsync(resource, ResourceOrigin.Dynamic, when, null, by, cancellation);
        return result == WriteResult.Exists
            ? (null, Problem.Conflict("already_exists", $"The {kind.Title} \"{resource.Name}\" already exists: use -f or --force to overwrite it."))
            : (Sentence(resource, result == WriteResult.Created ? "created" : "updated"), null);
    }

    /// <summary>Writes a resource that was edited: only if nobody else wrote meanwhile.</summary>
    internal async Task<(string? Done, Problem? Problem)> UpdateAsync(WrittenResource written, string by, CancellationToken cancellation)
    {
        var resource = written.Resource;
        if (Refusal(resource) is { } refused)
            return (null, refused);
        if (written.Revision is null)
            return (null, Problem.BadRequest("no_revision", "The text lacks metadata.revision, which shows what it was made from: leave that line as it is."));
        var (result, stored) = await store.WriteAsync(resource, ResourceOrigin.Dynamic, WriteWhen.Unchanged, written.Revision, by, cancellation);
        return result switch
        {
            WriteResult.Gone => (null, Problem.NotFound("not_found", $"The {resource.Kind.Title} \"{resource.Name}\" was deleted meanwhile: create it again with tctl create.")),
            WriteResult.Changed => (null, Problem.Conflict("changed_meanwhile", $"{stored!.UpdatedBy} changed the {resource.Kind.Title} \"{resource.Name}\" meanwhile, at {Rfc3339.Format(stored.Updated)}: take the present text and make your change in it again.")),
            _ => (Sentence(resource, "updated"), null),
        };
    }

    /// <summary>Deletes a resource, or sets the only one of its kind back.</summary>
    internal async Task<(string? Done, Problem? Problem)> RemoveAsync(ResourceKind kind, string? name, string by, CancellationToken cancellation)
    {
        if (kind.Singleton is { } only)
            return await ResetAsync(kind, only, by, cancellation);
        if (name is null)
            return (null, Problem.BadRequest("no_name", $"Name the {kind.Title}, such as {kind.Name}/NAME."));
        if (FindStatic(kind, name) is not null)
            return (null, StaticDesktop(name));
        if (kind.Name == "role" && resources.List<ClusterUser>("user").Where(u => u.Roles.Contains(name)).Select(u => u.Name).Take(3).ToList() is { Count: > 0 } users)
            return (null, Problem.Conflict("in_use", $"The role \"{name}\" is in use by {string.Join(", ", users)}: take it from them first."));
        return await store.RemoveAsync(kind, name, by, cancellation)
            ? ($"{kind.Title} \"{name}\" has been deleted", null)
            : (null, NotFound(kind, name));
    }

    /// <summary>Makes preset roles what they were at first.</summary>
    internal async Task<IReadOnlyList<string>> RepairAsync(string? name, string by, CancellationToken cancellation)
    {
        var done = new List<string>();
        foreach (var preset in Presets.All.Where(p => name is null || p.Name == name))
        {
            var (result, _) = await store.WriteAsync(preset, ResourceOrigin.Dynamic, WriteWhen.Always, null, by, cancellation);
            done.Add(Sentence(preset, result == WriteResult.Created ? "created" : "updated"));
        }

        return done;
    }

    /// <summary>There is no such resource.</summary>
    internal static Problem NotFound(ResourceKind kind, string name) => Problem.NotFound("not_found", $"There is no {kind.Title} \"{name}\": tctl get {kind.Name} shows all.");

    private async Task<(string? Done, Problem? Problem)> ResetAsync(ResourceKind kind, string only, string by, CancellationToken cancellation)
    {
        if (resources.FindStored(kind, only)?.Origin == ResourceOrigin.ConfigFile)
            return (null, Problem.BadRequest("config_file", $"The {kind.Title} is set in teleport.yaml, so it can't be reset here: remove it from the file and start the server again."));
        Resource usual = kind.Name == "session_recording_config" ? RecordingConfig.Default : AuthPreference.Default;
        await store.WriteAsync(usual, ResourceOrigin.Defaults, WriteWhen.Always, null, by, cancellation);
        return ($"{kind.Title} has been reset to defaults", null);
    }

    private Problem? Refusal(Resource resource)
    {
        if (FindStatic(resource.Kind, resource.Name) is not null)
            return StaticDesktop(resource.Name);
        if (resource is ClusterUser user && user.Roles.FirstOrDefault(r => resources.Role(r) is null) is { } unknown)
            return Problem.BadRequest("no_such_role", $"There is no role {unknown}: the roles are {RoleNames()}.");
        return null;
    }

    /// <summary>The names of some roles, for sentences.</summary>
    internal string RoleNames()
    {
        var names = resources.List<Role>("role").Select(r => r.Name).Take(20).ToList();
        return names.Count == 20 ? $"many; tctl get roles shows them, and they begin with {string.Join(", ", names.Take(5))}" : string.Join(", ", names);
    }

    private IEnumerable<StoredResource> Static() => configuration.DesktopService.StaticHosts.Select(h => OfStatic(h));

    private StoredResource? FindStatic(ResourceKind kind, string name) =>
        kind.Name == "windows_desktop" && configuration.DesktopService.StaticHosts.FirstOrDefault(h => h.Name == name) is { } host ? OfStatic(host) : null;

    private static StoredResource OfStatic(DesktopHostConfiguration host) =>
        new(DesktopResource.Of(host), ResourceOrigin.ConfigFile, "config-file", DateTimeOffset.UnixEpoch, "teleport.yaml", DateTimeOffset.UnixEpoch, "teleport.yaml");

    private static Problem StaticDesktop(string name) => Problem.Conflict("config_file", $"The desktop \"{name}\" is set in windows_desktop_service.static_hosts of teleport.yaml: change it there and start the server again.");

    private static Problem NeedsConfirmation(ResourceKind kind) => Problem.Conflict(
        "config_file", $"The {kind.Title} is managed by teleport.yaml, so a change made here would be lost at the next start of the server: change the file, or use --confirm to change it until then.");

    private static string Sentence(Resource resource, string done) => resource.Kind.Singleton is not null ? $"{resource.Kind.Title} has been updated" : $"{resource.Kind.Title} \"{resource.Name}\" has been {done}";
}
