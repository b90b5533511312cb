using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Finds the event that begins a session of Teleport's; it need not be the first.</summary>
internal static class TeleportOrigin
{
    /// <summary>Names longer than this are cut: they go into a list.</summary>
    private const int MaxName = 256;

    /// <summary>Whose session it is; null if no event says so.</summary>
    public static async Task<RecordingOrigin?> ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        using var parts = new TeleportParts(source);
        try
        {
            while (await parts.ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (Of(TeleportEvent.Read(message.Span)) is { } origin)
                    return origin;
            }
        }
        catch (RecordingFormatException)
        {
            // The import itself will say what is wrong.
        }

        return null;
    }

    private static RecordingOrigin? Of(in TeleportEvent found) => found.Tag switch
    {
        TeleportTags.SessionStart => Of(found, login: Name(found.Field(2), 2), Name(found.Field(4), 3) is { Length: > 0 } host ? host : Name(found.Field(7), 1)),
        TeleportTags.WindowsDesktopSessionStart => Of(found, login: Name(found.Body, 9), Name(found.Body, 11)),
        TeleportTags.LinuxDesktopSessionStart => Of(found, login: Name(found.Body, 7), Name(found.Body, 9)),
        _ => null,
    };

    private static RecordingOrigin Of(in TeleportEvent found, string login, string target) => new(
        Guid.TryParseExact(Name(found.Field(3), 1), "D", out var id) ? id : default, Name(found.Field(2), 1), login, target, Name(found.Field(1), 6));

    private static string Name(ReadOnlySpan<byte> message, int field)
    {
        var bytes = TeleportEvent.Field(message, field);
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxName)]);
        return string.Concat(text.Where(c => !char.IsControl(c)));
    }
}
