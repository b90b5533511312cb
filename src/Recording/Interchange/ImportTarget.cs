using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;

namespace Hindsight.Recording.Interchange;

/// <summary>Where an imported recording goes. A pipe's writer as <see cref="Output"/> keeps memory small; an <see cref="ArrayBufferWriter{T}"/> keeps all of it.</summary>
/// <param name="SessionId">The session's id in the new file.</param>
/// <param name="Output">Takes the file's bytes in order.</param>
/// <param name="Signer">Signs the seal, if there is one.</param>
/// <param name="Encryption">Encrypts the file, if there is one.</param>
public sealed record ImportTarget(Guid SessionId, IBufferWriter<byte> Output, ISealSigner? Signer = null, RecordingEncryption? Encryption = null)
{
    /// <summary>Called when bytes were written, so that a pipe can be flushed.</summary>
    public Func<CancellationToken, ValueTask>? Flush { get; init; }

    /// <summary>Where the recording is from; its seal says so.</summary>
    public string Note { get; init; } = "";

    internal void Write(ReadOnlySpan<byte> bytes) => Output.Write(bytes);

    /// <summary>The sentence of the seal.</summary>
    internal string Reason(bool isWhole) => string.Join("; ", new[] { Note, isWhole ? "" : "what was imported ended early" }.Where(s => s.Length > 0));
}

/// <summary>What an import found.</summary>
/// <param name="Kind">What was recorded.</param>
/// <param name="Events">Events that were read.</param>
/// <param name="Notes">What could not be taken over as it was, the first of each kind; sentences for the person who imports.</param>
/// <param name="Closed">The new file.</param>
public sealed record ImportResult(RecordingKind Kind, long Events, IReadOnlyList<string> Notes, ClosedRecording Closed);

/// <summary>The types of MARK that an import makes (docs/FORMAT.md, "Interchange").</summary>
public static class ImportedMarks
{
    /// <summary>A marker that someone set.</summary>
    public const byte Marker = 0;

    /// <summary>An event that has no record of its own here; the text says which and what was in it.</summary>
    public const byte Foreign = 1;
}
