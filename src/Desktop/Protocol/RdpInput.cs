namespace Hindsight.Desktop.Protocol;

/// <summary>Input as RDP has it: [MS-RDPBCGR] 2.2.8.1.1.3.1.1.</summary>
internal static class RdpInput
{
    private const ushort Moved = 0x0800, Pressed = 0x8000, VerticalWheel = 0x0200, HorizontalWheel = 0x0400;
    private const ushort WheelNegative = 0x0100;
    private const ushort KeyExtended = 0x0100, KeyReleased = 0x8000;
    private const int MostRotation = 0xFF;

    /// <summary>By our numbers: left, middle, right. RDP counts left, right, middle.</summary>
    private static readonly ushort[] Buttons = [0x1000, 0x4000, 0x2000];

    /// <summary>Back and forward, in events of their own.</summary>
    private static readonly ushort[] ExtraButtons = [0x0001, 0x0002];

    internal static byte[] Move(int x, int y) => Mouse(WorkerCommand.Mouse, Moved, x, y);

    /// <summary>Null for a button there is none of.</summary>
    internal static byte[]? Button(int button, bool down, int x, int y)
    {
        var pressed = down ? Pressed : (ushort)0;
        return button switch
        {
            >= 0 and < 3 => Mouse(WorkerCommand.Mouse, (ushort)(Buttons[button] | pressed), x, y),
            3 or 4 => Mouse(WorkerCommand.ExtraMouse, (ushort)(ExtraButtons[button - 3] | pressed), x, y),
            _ => null,
        };
    }

    /// <summary>One event turns a wheel by at most 255; more is split.</summary>
    internal static IEnumerable<byte[]> Wheel(bool horizontal, int delta, int x, int y)
    {
        delta = Math.Clamp(delta, short.MinValue, short.MaxValue);
        while (delta != 0)
        {
            var step = Math.Clamp(delta, -MostRotation, MostRotation);
            delta -= step;
            // A negative rotation is the low nine bits of its two's complement, of which the ninth is the sign.
            var rotation = step < 0 ? WheelNegative | (step & 0xFF) : step;
            yield return Mouse(WorkerCommand.Mouse, (ushort)((horizontal ? HorizontalWheel : VerticalWheel) | rotation), x, y);
        }
    }

    /// <summary>Null for what is no scan code of set 1.</summary>
    internal static byte[]? Key(int scanCode, bool extended, bool down) => scanCode is < 1 or > 0x7F
        ? null
        : WorkerMessages.Numbers(
            WorkerCommand.Key, (ushort)((down ? 0 : KeyReleased) | (extended ? KeyExtended : 0)), (ushort)scanCode, 0);

    /// <summary>Press and release of each UTF-16 unit; nothing for what is no character.</summary>
    internal static IEnumerable<byte[]> Character(int codePoint)
    {
        if (!System.Text.Rune.IsValid(codePoint))
            yield break;
        foreach (var unit in new System.Text.Rune(codePoint).ToString())
        {
            yield return WorkerMessages.Numbers(WorkerCommand.Character, 0, unit, 0);
            yield return WorkerMessages.Numbers(WorkerCommand.Character, KeyReleased, unit, 0);
        }
    }

    internal static byte[] Locks(bool scroll, bool num, bool caps) =>
        WorkerMessages.Numbers(WorkerCommand.Locks, (ushort)((scroll ? 1 : 0) | (num ? 2 : 0) | (caps ? 4 : 0)), 0, 0);

    internal static byte[] Resize((int Width, int Height) size) =>
        WorkerMessages.Numbers(WorkerCommand.Resize, (ushort)size.Width, (ushort)size.Height, 0);

    private static byte[] Mouse(WorkerCommand command, ushort flags, int x, int y) =>
        WorkerMessages.Numbers(command, flags, Coordinate(x), Coordinate(y));

    private static ushort Coordinate(int value) => (ushort)Math.Clamp(value, 0, ushort.MaxValue);
}
