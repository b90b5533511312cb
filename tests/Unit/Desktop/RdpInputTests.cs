using System.Buffers.Binary;
using Hindsight.Desktop.Protocol;
using Xunit;

namespace Hindsight.Unit.Desktop;

/// <summary>The flags of [MS-RDPBCGR] 2.2.8.1.1.3.1.1.</summary>
public sealed class RdpInputTests
{
    [Theory]
    [InlineData(0, true, WorkerCommand.Mouse, 0x9000)]
    [InlineData(0, false, WorkerCommand.Mouse, 0x1000)]
    [InlineData(1, true, WorkerCommand.Mouse, 0xC000)]
    [InlineData(2, true, WorkerCommand.Mouse, 0xA000)]
    [InlineData(2, false, WorkerCommand.Mouse, 0x2000)]
    [InlineData(3, true, WorkerCommand.ExtraMouse, 0x8001)]
    [InlineData(4, false, WorkerCommand.ExtraMouse, 0x0002)]
    internal void Buttons_have_their_own_flags(int button, bool down, WorkerCommand command, int flags) =>
        AssertSends(RdpInput.Button(button, down, 10, 20)!, command, flags, 10, 20);

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_button_there_is_none_of_is_left_out(int button) => Assert.Null(RdpInput.Button(button, true, 0, 0));

    [Theory]
    [InlineData(false, 120, 0x0278)]
    [InlineData(false, -120, 0x0388)]
    [InlineData(true, 120, 0x0478)]
    [InlineData(true, -1, 0x05FF)]
    [InlineData(false, -255, 0x0301)]
    public void A_wheel_turns_by_nine_bits(bool horizontal, int delta, int flags) =>
        AssertSends(Assert.Single(RdpInput.Wheel(horizontal, delta, 3, 4)), WorkerCommand.Mouse, flags, 3, 4);

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(0)]
    public void A_large_turn_is_split_without_loss(int delta) => Assert.Equal(delta, RdpInput.Wheel(false, delta, 0, 0).Sum(Rotation));

    [Fact]
    public void A_turn_without_end_is_bounded() => Assert.InRange(RdpInput.Wheel(false, int.MinValue, 0, 0).Count(), 1, 200);

    [Theory]
    [InlineData(0x1E, false, true, 0x0000)]
    [InlineData(0x1E, false, false, 0x8000)]
    [InlineData(0x38, true, true, 0x0100)]
    [InlineData(0x38, true, false, 0x8100)]
    public void Keys_are_scan_codes(int scanCode, bool extended, bool down, int flags) =>
        AssertSends(RdpInput.Key(scanCode, extended, down)!, WorkerCommand.Key, flags, scanCode, 0);

    [Theory]
    [InlineData(0)]
    [InlineData(0x80)]
    [InlineData(-1)]
    public void What_is_no_scan_code_is_left_out(int scanCode) => Assert.Null(RdpInput.Key(scanCode, false, true));

    [Fact]
    public void A_character_beyond_the_first_plane_is_typed_as_two_units() =>
        Assert.Equal(
            [[0, 0xD83D, 0], [0x8000, 0xD83D, 0], [0, 0xDE00, 0], [0x8000, 0xDE00, 0]],
            RdpInput.Character(0x1F600).Select(m => Read(m)));

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0x110000)]
    [InlineData(-1)]
    public void What_is_no_character_is_left_out(int codePoint) => Assert.Empty(RdpInput.Character(codePoint));

    [Fact]
    public void Locks_are_bits() => AssertSends(RdpInput.Locks(scroll: true, num: false, caps: true), WorkerCommand.Locks, 5, 0, 0);

    [Fact]
    public void Coordinates_are_kept_in_range() => Assert.Equal([0x0800, 0, 65535], Read(RdpInput.Move(-3, 70000)));

    private static void AssertSends(byte[] message, WorkerCommand command, params int[] numbers)
    {
        Assert.Equal(command, (WorkerCommand)message[4]);
        Assert.Equal(numbers, Read(message));
    }

    private static int Rotation(byte[] message)
    {
        var flags = Read(message)[0] & 0x1FF;
        return flags >= 0x100 ? flags - 0x200 : flags;
    }

    private static int[] Read(byte[] message)
    {
        Assert.Equal(message.Length - WorkerMessages.HeaderLength, BinaryPrimitives.ReadInt32LittleEndian(message));
        var numbers = new int[(message.Length - WorkerMessages.HeaderLength) / 2];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(WorkerMessages.HeaderLength + 2 * i));
        return numbers;
    }
}
