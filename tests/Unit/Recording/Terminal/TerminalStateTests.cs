using System.Buffers;
using System.Text;
using Hindsight.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>A state that was written and read again is the same, now and after whatever output follows.</summary>
public sealed class TerminalStateTests
{
    public static TheoryData<string> Names => [.. TerminalCorpus.Names];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_goes_on_from_a_state_taken_anywhere(string name)
    {
        var expectation = TerminalCorpus.Expectation(name);
        var (columns, rows) = (expectation.GetProperty("columns").GetInt32(), expectation.GetProperty("rows").GetInt32());
        var output = TerminalCorpus.Output(name);
        var step = Math.Max(1, output.Length / 40);
        var linear = new TerminalEmulator(columns, rows);
        for (var at = 0; at < output.Length; at += step)
        {
            var next = Math.Min(output.Length, at + step);
            var restored = Restore(linear);
            Assert.Equal(ScreenDescription.Of(linear), ScreenDescription.Of(restored));
            linear.Write(output.AsSpan(at..next));
            restored.Write(output.AsSpan(at..next));
            AssertSame(linear, restored, $"{name} from {at} to {next}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_output_goes_on_from_a_state_taken_anywhere(int seed)
    {
        var random = new Random(seed);
        var (columns, rows) = (random.Next(2, 30), random.Next(1, 12));
        var linear = new TerminalEmulator(columns, rows);
        for (var i = 0; i < 60; i++)
        {
            var restored = Restore(linear);
            AssertSame(linear, restored, $"seed {seed}, step {i}, restored");
            var more = RandomOutput.Create(random, random.Next(1, 12), savesCursor: seed % 2 == 0);
            linear.Write(more);
            restored.Write(more);
            AssertSame(linear, restored, $"seed {seed}, step {i}, after {Encoding.Latin1.GetString(more).Replace("\e", "ESC")}");
        }
    }

    [Fact]
    public void A_state_that_hides_in_the_parser_is_kept()
    {
        string[] halves =
        [
            "\e|[31mx", "\e[|31mx", "\e[3|1mx", "\e[38;2;1|;2;3mx", "\e[?25|lx", "\e[1 |qx", "\e]|2;t\a", "\e]2;ti|tle\ax", "\e]2;t\e|\\x", "\eP|qabc\e\\x", "\eP1$|q\e\\x",
            "\ePqabc|d\e\\x", "\eP0?|z\e\\x", "\e_ab|c\e\\x", "\e[1?|2mx", "\e(|0q", "漢a\e[|3b", "a|\e[3b", "ab\e[4h\e[2Dc|\e[2b", "0123456789|x", "\e[31m0123456789\e[m|x",
        ];
        foreach (var text in halves)
        {
            var parts = text.Split('|').Select(p => Encoding.UTF8.GetBytes(p)).ToArray();
            var linear = new TerminalEmulator(10, 3);
            linear.Write(parts[0]);
            var restored = Restore(linear);
            linear.Write(parts[1]);
            restored.Write(parts[1]);
            AssertSame(linear, restored, text);
        }

        var bytes = Encoding.UTF8.GetBytes("漢😀é");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var linear = new TerminalEmulator(10, 3);
            linear.Write(bytes.AsSpan(0, cut));
            var restored = Restore(linear);
            linear.Write(bytes.AsSpan(cut));
            restored.Write(bytes.AsSpan(cut));
            AssertSame(linear, restored, $"cut at {cut}");
            Assert.Equal("漢", restored[0, 0].Text);
        }
    }

    [Fact]
    public void A_state_is_about_as_long_as_what_it_shows()
    {
        var terminal = new TerminalEmulator(80, 24);
        Assert.True(State(terminal).Length < 40);
        for (var i = 0; i < 30; i++)
            terminal.Write(Encoding.UTF8.GetBytes($"{new string('-', 80)}\e[32mgreen\e[m {i}\r\n"));
        Assert.InRange(State(terminal).Length, 100, 700);
    }

    internal static byte[] State(TerminalEmulator terminal)
    {
        var state = new ArrayBufferWriter<byte>();
        terminal.WriteState(state);
        return state.WrittenSpan.ToArray();
    }

    private static TerminalEmulator Restore(TerminalEmulator terminal)
    {
        var restored = new TerminalEmulator(terminal.Columns, terminal.Rows);
        restored.Write(State(terminal));
        return restored;
    }

    private static void AssertSame(TerminalEmulator expected, TerminalEmulator actual, string what) =>
        Assert.Equal($"{what}\n{ScreenDescription.Of(expected)}", $"{what}\n{ScreenDescription.Of(actual)}");
}
