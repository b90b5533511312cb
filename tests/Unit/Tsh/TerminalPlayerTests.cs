using System.Globalization;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Terminal;
using Hindsight.Tsh.Play;
using Hindsight.Unit.Recording.Interchange;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>When the player of terminals shows what, with keys that come at given moments and a clock that only it moves.</summary>
public sealed class TerminalPlayerTests
{
    private const string Cast = """
        {"version":2,"width":20,"height":5,"timestamp":1760000000}
        [1,"o","a"]
        [2,"o","b"]
        [32,"o","c"]
        [33,"o","d"]
        """;

    [Theory]
    [InlineData(1, false, 33_000)]
    [InlineData(2, false, 16_500)]
    [InlineData(0.5, false, 66_000)]
    [InlineData(1, true, 2000)]
    public async Task A_recording_takes_its_time(double speed, bool skipsIdle, double milliseconds)
    {
        var (passed, shown) = await PlayAsync(speed, skipsIdle);
        Assert.InRange(passed.TotalMilliseconds - milliseconds, -1, 17);
        Assert.Equal("abcd", shown);
    }

    [Fact]
    public async Task Keys_seek_pause_and_change_the_speed()
    {
        // Ten seconds of pause, then to 30 s with six times five seconds, and the rest twice as fast.
        var (passed, shown) = await PlayAsync(1, false, (500, PlayKey.Pause), (10_500, PlayKey.Pause), (11_000, PlayKey.Forward), (11_000, PlayKey.Forward),
            (11_000, PlayKey.Forward), (11_000, PlayKey.Forward), (11_000, PlayKey.Forward), (11_000, PlayKey.Forward), (12_000, PlayKey.Faster));
        Assert.InRange(passed.TotalMilliseconds, 12_490, 12_510);
        Assert.Equal("abcd", shown);
    }

    [Fact]
    public async Task Going_back_shows_what_was_there()
    {
        var (_, shown) = await PlayAsync(1, false, (0, PlayKey.End), (0, PlayKey.Back), (0, PlayKey.Quit));
        Assert.Equal("ab", shown);
        Assert.Equal("abcd", (await PlayAsync(1, false, (0, PlayKey.End), (0, PlayKey.Pause))).Shown);
        Assert.Equal("", (await PlayAsync(1, false, (5000, PlayKey.Pause), (5000, PlayKey.Start), (9000, PlayKey.Quit))).Shown);
    }

    [Fact]
    public void Keys_are_those_of_the_help()
    {
        Assert.Equal(PlayKey.Pause, PlayKeys.Of(new ConsoleKeyInfo(' ', ConsoleKey.Spacebar, false, false, false)));
        Assert.Equal(PlayKey.Back, PlayKeys.Of(new ConsoleKeyInfo(',', ConsoleKey.OemComma, false, false, false)));
        Assert.Equal(PlayKey.Forward, PlayKeys.Of(new ConsoleKeyInfo('\0', ConsoleKey.RightArrow, false, false, false)));
        Assert.Equal(PlayKey.Slower, PlayKeys.Of(new ConsoleKeyInfo('-', ConsoleKey.OemMinus, false, false, false)));
        Assert.Equal(PlayKey.Quit, PlayKeys.Of(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false)));
        Assert.Null(PlayKeys.Of(new ConsoleKeyInfo('x', ConsoleKey.X, false, false, false)));
    }

    private static async Task<(TimeSpan Passed, string Shown)> PlayAsync(double speed, bool skipsIdle, params (double At, PlayKey Key)[] keys)
    {
        var (source, opened, _) = await AsciicastTests.ImportAsync(Cast);
        var cursor = new PlaybackCursor(source, opened);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var window = new PlayWindow(output, () => (20, 5), "test");
        var input = new ScriptedInput(keys);
        window.Open();
        await new TerminalPlayer(cursor, window, input, speed, skipsIdle).RunAsync(TestContext.Current.CancellationToken);

        // What a terminal that got the output shows.
        var shown = new TerminalEmulator(20, 5);
        shown.Write(System.Text.Encoding.UTF8.GetBytes(output.ToString()));
        Assert.True(shown.IsAlternate);
        var text = string.Concat(Enumerable.Range(0, 20).Select(x => shown[x, 0].Text)).Trim();
        window.Close(cursor.Terminal.Terminal);
        return (input.Passed, text);
    }

    private sealed class ScriptedInput((double At, PlayKey Key)[] keys) : IPlayInput
    {
        private int _next;

        public TimeSpan Passed { get; private set; }

        public Task<(PlayKey Key, TimeSpan Passed)> WaitAsync(TimeSpan? most, CancellationToken cancellation)
        {
            var (key, wait) = (PlayKey.None, most ?? TimeSpan.FromDays(1));
            if (_next < keys.Length && TimeSpan.FromMilliseconds(keys[_next].At) - Passed <= wait)
                (key, wait) = (keys[_next].Key, TimeSpan.FromMilliseconds(keys[_next++].At) - Passed);
            Passed += wait;
            Assert.InRange(Passed.TotalHours, 0, 23);
            return Task.FromResult((key, wait));
        }
    }
}
