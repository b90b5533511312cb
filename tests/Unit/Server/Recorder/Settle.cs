namespace Hindsight.Unit.Server.Recorder;

/// <summary>Waits for what other tasks do. Nothing is concluded from how long it takes; a test that hangs is stopped by its runner.</summary>
internal static class Settle
{
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(1, Xunit.TestContext.Current.CancellationToken);
    }
}
