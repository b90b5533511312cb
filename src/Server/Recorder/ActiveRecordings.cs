using System.Collections.Concurrent;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>The recordings whose file this process still writes. Whatever else is unfinished in the ledger was left by a server that stopped.</summary>
internal sealed class ActiveRecordings
{
    private readonly ConcurrentDictionary<SessionId, bool> _sessions = new();

    /// <summary>Before the ledger row, so that nobody takes the row for an abandoned one.</summary>
    public void Add(SessionId sid) => _sessions[sid] = true;

    /// <summary>Whether the file is still written.</summary>
    public bool Has(SessionId sid) => _sessions.ContainsKey(sid);

    /// <summary>Nothing touches the file any more.</summary>
    public void Remove(SessionId sid) => _sessions.TryRemove(sid, out _);
}
