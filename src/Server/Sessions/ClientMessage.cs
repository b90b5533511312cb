using System.Buffers.Binary;

namespace Hindsight.Server.Sessions;

/// <summary>The first byte of a binary message from the browser (docs/ARCHITECTURE.md, "A live session").</summary>
internal enum ClientMessageKind : byte
{
    Acknowledge = 1,
    Pointer = 2,
    Button = 3,
    Wheel = 4,
    Key = 5,
    Character = 6,
    Locks = 7,
    Resize = 8,
    Clipboard = 9,
}

/// <summary>
/// A binary message from the browser, checked: its kind is known, its length right and its values within what they can
/// mean. <see cref="A"/> and <see cref="B"/> depend on the kind.
/// </summary>
internal readonly ref struct ClientMessage
{
    /// <summary>The longest clipboard text, in bytes of UTF-8.</summary>
    public const int MaxClipboard = 1 << 20;

    /// <summary>The longest message, in bytes.</summary>
    public const int MaxLength = MaxClipboard + 16;

    private const int MaxCodePoint = 0x10FFFF;

    /// <summary>What it is.</summary>
    public ClientMessageKind Kind { get; private init; }

    /// <summary>Number of an acknowledgement, button, wheel axis, scan code, code point, locks, width.</summary>
    public uint A { get; private init; }

    /// <summary>Down (0 or 1), wheel delta, height.</summary>
    public int B { get; private init; }

    /// <summary>Pointer position.</summary>
    public int X { get; private init; }

    /// <summary>Pointer position.</summary>
    public int Y { get; private init; }

    /// <summary>Clipboard text in UTF-8, not yet checked.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>Reads a message; false, with what is wrong, when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ClientMessage message, out string problem)
    {
        message = default;
        problem = "an empty message";
        if (bytes.IsEmpty)
            return false;
        var kind = (ClientMessageKind)bytes[0];
        var body = bytes[1..];
        if (LengthOf(kind) is not { } length)
        {
            problem = $"the unknown message {bytes[0]}";
            return false;
        }

        problem = kind == ClientMessageKind.Clipboard ? "a clipboard text over 1 MiB" : $"the message {bytes[0]} with {body.Length} bytes";
        if (kind == ClientMessageKind.Clipboard ? body.Length > length : body.Length != length)
            return false;

        message = kind switch
        {
            ClientMessageKind.Acknowledge or ClientMessageKind.Character => new() { Kind = kind, A = BinaryPrimitives.ReadUInt32LittleEndian(body) },
            ClientMessageKind.Pointer => new() { Kind = kind, X = U16(body), Y = U16(body[2..]) },
            ClientMessageKind.Button => new() { Kind = kind, A = body[0], B = body[1], X = U16(body[2..]), Y = U16(body[4..]) },
            ClientMessageKind.Wheel => new() { Kind = kind, A = body[0], B = (short)U16(body[1..]), X = U16(body[3..]), Y = U16(body[5..]) },
            ClientMessageKind.Key => new() { Kind = kind, A = U16(body), B = body[2] },
            ClientMessageKind.Locks => new() { Kind = kind, A = body[0] },
            ClientMessageKind.Resize => new() { Kind = kind, A = U16(body), B = U16(body[2..]) },
            _ => new() { Kind = kind, Text = body },
        };
        problem = $"the message {bytes[0]} with values out of range";
        return message.HasMeaning();
    }

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int? LengthOf(ClientMessageKind kind) => kind switch
    {
        ClientMessageKind.Acknowledge or ClientMessageKind.Pointer or ClientMessageKind.Character or ClientMessageKind.Resize => 4,
        ClientMessageKind.Button => 6,
        ClientMessageKind.Wheel => 7,
        ClientMessageKind.Key => 3,
        ClientMessageKind.Locks => 1,
        ClientMessageKind.Clipboard => MaxClipboard,
        _ => null,
    };

    private bool HasMeaning() => Kind switch
    {
        ClientMessageKind.Button => A <= 4 && B is 0 or 1,
        ClientMessageKind.Wheel => A <= 1 && B != short.MinValue,
        ClientMessageKind.Key => (A & ~0x17Fu) == 0 && (A & 0x7F) != 0 && B is 0 or 1,
        ClientMessageKind.Character => A is > 0 and <= MaxCodePoint && A is < 0xD800 or > 0xDFFF,
        ClientMessageKind.Locks => A <= 7,
        ClientMessageKind.Resize => A > 0 && B > 0,
        _ => true,
    };
}
