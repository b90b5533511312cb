using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Sessions;

/// <summary>Keys travel as positions; the desktop reads them with the layout that the person has.</summary>
public sealed class KeyboardLayoutTests
{
    private const int AltGr = 0x138, Q = 0x10, Seven = 0x08, Zero = 0x0B, E = 0x12, Y = 0x15, A = 0x1E, Enter = 0x1C;

    public static TheoryData<int, int[], string> Layouts => new()
    {
        // German: AltGr+Q @, AltGr+7 {, the key Y prints z.
        { 0x407, [AltGr, Q, 0, AltGr, Seven, 0, Y], "@{z" },
        // French: AltGr+0 (the key à) @, the key Q prints a.
        { 0x40C, [AltGr, Zero, 0, Q], "@a" },
        // Polish: AltGr+A ą, AltGr+E ę, the key Y prints y.
        { 0x415, [AltGr, A, 0, AltGr, E, 0, Y], "ąęy" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task AltGr_types_what_the_keyboard_shows(int layout, int[] keys, string typed)
    {
        await using var desktop = await DesktopHost.XrdpAsync();
        await using var server = await HindsightServer.StartAsync([("desk", desktop.Address)]);
        using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
        await using var probe = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, desktop.Password, keyboardLayout: layout);
        await probe.StartedAsync();
        await probe.DesktopDrawnAsync();
        await desktop.ShellAnswersAsync(probe.TypeLineAsync);

        await probe.TypeLineAsync("cat > typed.txt");
        await Task.Delay(1000, TestContext.Current.CancellationToken); // until the shell has handed over the terminal
        var at = 0;
        while (at < keys.Length)
        {
            var end = Array.IndexOf(keys, 0, at);
            var together = keys[at..(end < 0 ? keys.Length : end)];
            await probe.PressAsync(together);
            at += together.Length + 1;
        }

        await probe.PressAsync(Enter);
        Assert.Equal(typed + "\n", await desktop.FileAsync("typed.txt"));
        await probe.LeaveAsync();
    }
}
