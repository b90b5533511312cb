using System.Text.Json.Nodes;

namespace Hindsight.Client;

/// <summary>Reads and changes roles, users, settings and the other resources of a server.</summary>
public sealed class ResourceClient
{
    private readonly ApiConnection _connection;
    private readonly string _path;

    internal ResourceClient(ApiConnection connection, string group) => (_connection, _path) = (connection, $"{group}/resources");

    /// <summary>All of a kind, or the one of that name.</summary>
    public async Task<IReadOnlyList<JsonObject>> GetAsync(string kind, string? name, CancellationToken cancellation) =>
        (await _connection.GetAsync(Address(kind, name), ApiJson.Default.ResourceItems, cancellation)).Items;

    /// <summary>The same as YAML, as it may be edited.</summary>
    public Task<string> GetYamlAsync(string kind, string? name, CancellationToken cancellation) =>
        _connection.GetTextAsync($"{Address(kind, name)}?format=yaml", cancellation);

    /// <summary>Makes the resources of a YAML or JSON text; gives a sentence for each.</summary>
    public async Task<IReadOnlyList<string>> CreateAsync(string text, bool force, bool confirm, CancellationToken cancellation) =>
        (await _connection.SendTextAsync(HttpMethod.Post, $"{_path}?force={Flag(force)}&confirm={Flag(confirm)}", text, ApiJson.Default.ResourceMessages, cancellation)).Messages;

    /// <summary>Changes a resource that was read before; refused when somebody else changed it meanwhile.</summary>
    public async Task<IReadOnlyList<string>> UpdateAsync(string kind, string name, string text, CancellationToken cancellation) =>
        (await _connection.SendTextAsync(HttpMethod.Put, Address(kind, name), text, ApiJson.Default.ResourceMessages, cancellation)).Messages;

    /// <summary>Deletes a resource, or sets the only one of its kind back.</summary>
    public async Task<IReadOnlyList<string>> RemoveAsync(string kind, string name, CancellationToken cancellation) =>
        (await _connection.SendTextAsync(HttpMethod.Delete, Address(kind, name), null, ApiJson.Default.ResourceMessages, cancellation)).Messages;

    private string Address(string kind, string? name) => name is null ? $"{_path}/{Uri.EscapeDataString(kind)}" : $"{_path}/{Uri.EscapeDataString(kind)}/{Uri.EscapeDataString(name)}";

    private static string Flag(bool flag) => flag ? "true" : "false";
}

internal sealed record ResourceItems(IReadOnlyList<JsonObject> Items);

internal sealed record ResourceMessages(IReadOnlyList<string> Messages);
