using System.Text;

namespace Hindsight.Server.Audit;

/// <summary>
/// Where events go besides the database, as lines of JSON (<c>teleport.storage.audit_events_uri</c>). A place that does
/// not take an event makes what the event says fail.
/// </summary>
internal sealed class AuditSinks(IReadOnlyList<string> places)
{
    /// <summary>The place that is standard output.</summary>
    internal const string Output = "stdout";

    private readonly Lock _lock = new();

    /// <summary>Writes an event everywhere.</summary>
    internal void Write(string json)
    {
        if (places.Count == 0)
            return;
        var line = Encoding.UTF8.GetBytes(json + "\n");
        lock (_lock)
        {
            foreach (var place in places)
                Write(place, line);
        }
    }

    /// <summary>A file is opened for each event, so that whoever rotates it may move it away at any time.</summary>
    private static void Write(string place, byte[] line)
    {
        if (place == Output)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(line);
            return;
        }

        using var file = new FileStream(place, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(line);
    }
}
