using Hindsight.Client;

namespace Hindsight.Tctl;

/// <summary>Settings are the only ones of their kind and may be named by it.</summary>
internal static class SettingName
{
    /// <summary>The name of the only resource of a kind that has just one; null for other kinds.</summary>
    internal static async Task<string?> FindAsync(ResourceClient resources, ResourceReference reference, CancellationToken cancellation)
    {
        var items = await resources.GetAsync(reference.Kind, null, cancellation);
        return items is [var only] && (string)only["metadata"]!["name"]! is var name && name == ((string)only["kind"]!).Replace('_', '-') ? name : null;
    }
}
