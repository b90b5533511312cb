using Hindsight.Desktop.Protocol;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class CommandQueueTests
{
    [Fact]
    public async Task Commands_are_sent_in_order_and_settings_cleared()
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        using var open = ours;
        var queue = new CommandQueue(ours);
        var secret = WorkerMessages.Setting("FreeRDP_Password", "secret");
        var expected = secret.Concat(WorkerMessages.Ping(7)).ToArray();
        Assert.True(queue.Send(secret));
        Assert.True(queue.Send(WorkerMessages.Ping(7)));
        queue.Close();
        await queue.RunAsync();

        var received = new byte[expected.Length];
        using (worker)
            await ReadAsync(worker, received);
        Assert.Equal(expected, received);
        Assert.All(secret, b => Assert.Equal(0, b));
    }

    [Fact]
    public async Task Of_several_texts_only_the_newest_is_sent()
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        using var open = ours;
        var queue = new CommandQueue(ours);
        var newest = WorkerMessages.Clipboard("new");
        Assert.True(queue.SendClipboard(WorkerMessages.Clipboard("old")));
        Assert.True(queue.SendClipboard(newest));
        queue.Close();
        await queue.RunAsync();

        var received = new byte[newest.Length];
        using (worker)
        {
            await ReadAsync(worker, received);
            Assert.Equal(0, worker.Available);
        }

        Assert.Equal(newest, received);
    }

    [Fact]
    public async Task A_full_queue_says_so_and_moves_leave_room_for_the_rest()
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        using var open = ours;
        using var other = worker;
        var queue = new CommandQueue(ours);
        for (var i = 0; i < 5000; i++)
            queue.SendMove(RdpInput.Move(i, i));
        for (var i = 0; i < 900; i++)
            Assert.True(queue.Send(WorkerMessages.Ping((uint)i)));
        var sent = 0;
        while (queue.Send(WorkerMessages.Ping(0)))
            Assert.InRange(++sent, 0, 1024);
    }

    [Fact]
    public async Task After_the_end_commands_are_left_out()
    {
        var (ours, worker) = await SocketPair.OpenAsync();
        using var open = ours;
        using var other = worker;
        var queue = new CommandQueue(ours);
        queue.Close();
        Assert.True(queue.Send(WorkerMessages.Ping(0)));
    }

    private static async Task ReadAsync(System.Net.Sockets.Socket socket, byte[] into)
    {
        for (var at = 0; at < into.Length;)
        {
            var count = await socket.ReceiveAsync(into.AsMemory(at));
            Assert.NotEqual(0, count);
            at += count;
        }
    }
}
