using Hindsight.Server.Access;
using Hindsight.Server.Resources;
using Xunit;

namespace Hindsight.Unit.Server.Access;

/// <summary>Roles and subjects for tables of tests.</summary>
internal static class Roles
{
    /// <summary>A role of one line of YAML for its spec.</summary>
    internal static Role Of(string name, string spec, string version = "v7")
    {
        var (resources, problems) = ResourceText.Read($"kind: role\nversion: {version}\nmetadata: {{name: {name}}}\nspec: {spec}\n");
        Assert.Empty(problems);
        return (Role)Assert.Single(resources).Resource;
    }

    /// <summary>A resource of a text.</summary>
    internal static Resource Read(string text)
    {
        var (resources, problems) = ResourceText.Read(text);
        Assert.Empty(problems);
        return Assert.Single(resources).Resource;
    }

    /// <summary>Roles named a, b … of one line of YAML each, divided by " + "; empty for none.</summary>
    internal static (AccessPolicy Policy, Subject Subject) Policy(string specs, params Resource[] more) => Policy(specs, "v7", more);

    /// <summary>The same for every version of roles: what they say of desktops and recordings is the same in all.</summary>
    internal static IEnumerable<(AccessPolicy Policy, Subject Subject)> PolicyOfEachVersion(string specs, params Resource[] more) =>
        ResourceKind.Of("role").Versions.Select(version => Policy(specs, version, more));

    internal static (AccessPolicy Policy, Subject Subject) Policy(string specs, string version, params Resource[] more)
    {
        var roles = specs.Split(" + ", StringSplitOptions.RemoveEmptyEntries).Select((spec, i) => Of(((char)('a' + i)).ToString(), spec, version)).ToList();
        return (new AccessPolicy(ClusterResources.Of(new TestClock(), [.. roles, .. more])), new Subject("alice", [.. roles.Select(r => r.Name)]));
    }

    internal static DesktopTraits Desktop(string name, string labels = "", string logins = "") => new(
        name,
        labels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=')).ToDictionary(l => l[0], l => l[1]),
        logins.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
