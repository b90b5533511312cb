using System.Net.Sockets;
using Hindsight.Desktop.Protocol;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class EventReaderTests
{
    [Fact]
    public async Task Events_are_cut_out_of_whatever_pieces_arrive()
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        var reader = new EventReader(ours);
        using (ours)
        using (worker)
        {
            byte[] stream = [.. Event(WorkerEvent.Pong, [1, 2, 3, 4]), .. Event(WorkerEvent.Log, new byte[1001]), .. Event(WorkerEvent.Clipboard, new byte[100_000]), .. Event(WorkerEvent.Size, [5, 6, 7, 8])];
            var sending = Task.Run(
                async () =>
                {
                    for (var at = 0; at < stream.Length;)
                        at += await worker.SendAsync(stream.AsMemory(at, Math.Min(at < 40 ? 1 : 7919, stream.Length - at)));
                    worker.Shutdown(SocketShutdown.Send);
                },
                TestContext.Current.CancellationToken);
            var pong = await reader.ReadAsync();
            Assert.Equal((WorkerEvent.Pong, 4), (pong!.Value.Number, pong.Value.Body.Length));
            Assert.Equal([1, 2, 3, 4], pong.Value.Body.ToArray());
            Assert.Equal(1001, (await reader.ReadAsync())!.Value.Body.Length);
            Assert.Equal(100_000, (await reader.ReadAsync())!.Value.Body.Length);
            Assert.Equal([5, 6, 7, 8], (await reader.ReadAsync())!.Value.Body.ToArray());
            Assert.Null(await reader.ReadAsync());
            await sending;
        }
    }

    [Theory]
    [InlineData(WorkerEvent.Size, 5u)]
    [InlineData(WorkerEvent.Frame, 1u << 20)]
    [InlineData(WorkerEvent.Clipboard, uint.MaxValue)]
    [InlineData((WorkerEvent)99, 0u)]
    internal async Task A_length_that_cannot_be_is_refused_before_it_is_read(WorkerEvent number, uint length)
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        var reader = new EventReader(ours);
        using (ours)
        using (worker)
        {
            await worker.SendAsync(BitConverter.GetBytes(length).Append((byte)number).ToArray());
            await Assert.ThrowsAsync<WorkerProtocolException>(() => reader.ReadAsync().AsTask());
        }
    }

    [Fact]
    public async Task An_event_cut_short_is_the_end()
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        using var open = ours;
        await worker.SendAsync(new byte[] { 4, 0, 0, 0, (byte)WorkerEvent.Size, 1 });
        worker.Dispose();
        Assert.Null(await new EventReader(ours).ReadAsync());
    }

    private static byte[] Event(WorkerEvent number, byte[] body) => [.. BitConverter.GetBytes(body.Length), (byte)number, .. body];
}
