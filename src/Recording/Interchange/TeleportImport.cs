using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// Makes a recording from one of Teleport's (<c>.tar</c>, which is none): of SSH and Kubernetes sessions, and of desktops whose screen was
/// recorded as PNG tiles. Events that have no record here become marks.
/// </summary>
public static class TeleportImport
{
    /// <summary>Reads <paramref name="source"/> to its end or to where it is damaged; what is before that is kept.</summary>
    /// <exception cref="RecordingFormatException">It is no Teleport recording, or there is nothing in it that can be shown; the message says why.</exception>
    public static async Task<ImportResult> RunAsync(Stream source, ImportTarget target, CancellationToken cancellationToken)
    {
        using var parts = new TeleportParts(source);
        var notes = new ImportNotes();
        using var session = new TeleportSession(target, notes);
        var isWhole = true;
        try
        {
            while (await parts.ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                session.Apply(message.Span);
                await session.SettleAsync(cancellationToken).ConfigureAwait(false);
            }

            if (parts.IsCut)
            {
                isWhole = false;
                notes.Add("The file ends in the middle of a part; what is before that was taken over.");
            }
        }
        catch (RecordingFormatException problem) when (session.HasBegun)
        {
            isWhole = false;
            notes.Add($"The rest can't be read: {problem.Message}.");
        }

        return session.Finish(isWhole);
    }
}
