using System.Buffers.Binary;
using Hindsight.Recording.Chunks;

namespace Hindsight.Recording.Interchange;

/// <summary>The formats of recordings that can be read.</summary>
public enum RecordingFileKind
{
    /// <summary>Ours (<c>.hsr</c>), or nothing that is known.</summary>
    Hindsight,

    /// <summary>Teleport's (<c>.tar</c>).</summary>
    Teleport,

    /// <summary>An asciicast (<c>.cast</c>).</summary>
    Asciicast,
}

/// <summary>Tells from a file's first bytes what it is.</summary>
public static class RecordingFileKinds
{
    /// <summary>Bytes that <see cref="Detect"/> looks at.</summary>
    public const int HeadLength = RecordingHeader.Length;

    /// <summary>Teleport has two versions of parts; a few more are taken for newer ones, which its reader then refuses by name.</summary>
    private const ulong MaxTeleportVersion = 99;

    /// <summary>What a file is. Where its bytes tell nothing, its name does.</summary>
    public static RecordingFileKind Detect(ReadOnlySpan<byte> head, string name)
    {
        if (RecordingHeader.Read(head, out _) is not HeaderStatus.NotOurs && head.Length > 0)
            return RecordingFileKind.Hindsight;
        if (head.Length >= 8 && BinaryPrimitives.ReadUInt64BigEndian(head) is > 0 and <= MaxTeleportVersion)
            return RecordingFileKind.Teleport;
        if (head.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            return RecordingFileKind.Asciicast;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".TAR" => RecordingFileKind.Teleport,
            ".CAST" => RecordingFileKind.Asciicast,
            _ => RecordingFileKind.Hindsight,
        };
    }
}
