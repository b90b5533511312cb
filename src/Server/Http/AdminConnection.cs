namespace Hindsight.Server.Http;

/// <summary>A connection over the local administration socket; the kernel said who is at the other end.</summary>
/// <param name="ProcessId">The other process.</param>
/// <param name="UserId">The user it runs as: root, or the server's own.</param>
internal sealed record AdminConnection(int ProcessId, int UserId)
{
    /// <summary>The name for events.</summary>
    internal string Name => $"local administrator (uid {UserId})";
}

/// <summary>Marks endpoints that exist on the administration socket and nowhere else.</summary>
internal sealed class AdminOnlyMetadata
{
    internal static readonly AdminOnlyMetadata Instance = new();
}
