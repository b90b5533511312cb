using Hindsight.Server.Sessions;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

public sealed class ViewerTests
{
    private readonly Outbox _outbox = new();
    private readonly Viewer _viewer;

    public ViewerTests() => _viewer = new Viewer(_outbox, ownsInput: true);

    [Fact]
    public void So_many_messages_may_be_on_their_way_and_then_nothing_until_all_are_painted()
    {
        for (var i = 0; i < 20; i++)
            _viewer.Offer(i, new byte[100]);
        Assert.Equal(Viewer.MaxMessages, Sent());
        Assert.True(_viewer.Behind);
        Assert.False(_viewer.AwaitsKeyframe);

        Assert.True(_viewer.Acknowledge(Viewer.MaxMessages - 1));
        _viewer.Offer(30, new byte[100]);
        Assert.Equal(0, Sent());
        Assert.True(_viewer.Acknowledge(Viewer.MaxMessages));
        Assert.True(_viewer.AwaitsKeyframe);

        _viewer.SendKeyframe(31, new byte[5_000_000]);
        Assert.False(_viewer.Behind);
        Assert.Equal(1, Sent());
    }

    [Fact]
    public void So_many_bytes_may_be_on_their_way()
    {
        _viewer.Offer(0, new byte[Viewer.MaxBytes * 2]);
        Assert.False(_viewer.Behind);
        _viewer.Offer(1, new byte[1]);
        Assert.True(_viewer.Behind);
        Assert.Equal(1, Sent());
    }

    [Fact]
    public void A_viewer_that_does_not_paint_for_a_second_waits()
    {
        _viewer.Offer(0, new byte[1]);
        _viewer.Offer(Viewer.MaxAge, new byte[1]);
        Assert.False(_viewer.Behind);
        _viewer.Offer(Viewer.MaxAge + 1, new byte[1]);
        Assert.True(_viewer.Behind);
        Assert.Equal(2, Sent());
    }

    [Fact]
    public void One_that_paints_is_never_behind()
    {
        for (uint i = 1; i <= 1000; i++)
        {
            _viewer.Offer(i * 5000, new byte[Viewer.MaxBytes / 2]);
            Assert.Equal(1, Sent());
            Assert.True(_viewer.Acknowledge(i));
        }

        Assert.False(_viewer.Behind);
    }

    [Fact]
    public void Only_what_was_sent_can_be_acknowledged()
    {
        Assert.False(_viewer.Acknowledge(1));
        _viewer.Offer(0, new byte[1]);
        Assert.True(_viewer.Acknowledge(1));
        Assert.True(_viewer.Acknowledge(1));
        Assert.False(_viewer.Acknowledge(2));
        Assert.False(_viewer.Acknowledge(uint.MaxValue / 2));
    }

    [Fact]
    public async Task A_browser_that_does_not_read_is_given_up()
    {
        for (var i = 0; i <= Outbox.Capacity; i++)
            _outbox.Post(new NoticeMessage("information", "x"));
        await _outbox.Overflowed;
    }

    [Fact]
    public void The_last_message_has_a_place_of_its_own()
    {
        for (var i = 0; i < Outbox.Capacity; i++)
            _outbox.Post(new NoticeMessage("information", "x"));
        _outbox.Complete(new EndMessage("idle", "first"));
        _outbox.Complete(new EndMessage("idle", "second"));
        Assert.Equal("""{"type":"end","code":"idle","message":"first"}""", System.Text.Encoding.UTF8.GetString(_outbox.Last.Span));
        Assert.False(_outbox.Overflowed.IsCompleted);
        _outbox.Discard();
    }

    private int Sent()
    {
        var count = 0;
        while (_outbox.TryTake(out var message))
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(message.Array);
            count++;
        }

        return count;
    }
}
