using System.Text;
using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Records;

public sealed class RecordReaderTests
{
    [Fact]
    public void Records_come_back_with_their_times_and_unknown_kinds_are_passed_over()
    {
        var batch = new RecordBatch();
        batch.Begin(1000);
        batch.AppendPointerMove(1, 2);
        var bytes = batch.Bytes.ToArray();
        batch.Begin(1500);
        batch.Append((RecordKind)0x55, [1, 2, 3]);
        batch.Append((RecordKind)0xD5, []);

        var reader = new RecordReader((byte[])[.. bytes, .. batch.Bytes.Span], 900);
        Assert.True(reader.TryRead(out var first) && first.Time == 900 && first.Kind == RecordKind.PointerMove && !first.IsRequired);
        Assert.True(reader.TryRead(out var second) && second.Time == 1400 && second.Body.Length == 3);
        Assert.True(reader.TryRead(out var third) && third.Time == 1400 && third.IsRequired);
        Assert.False(reader.TryRead(out _));
        Assert.Null(reader.Problem);
    }

    [Fact]
    public void A_moment_without_records_leaves_no_hole_in_the_times()
    {
        var batch = new RecordBatch();
        var bytes = new List<byte>();
        foreach (var (time, has) in new[] { (100, true), (250, false), (400, true), (401, false), (402, false), (500, true) })
        {
            batch.Begin(time);
            if (has)
                batch.AppendPointerMove(time, 0);
            bytes.AddRange(batch.Bytes.Span);
        }

        var times = new List<long>();
        var reader = new RecordReader(bytes.ToArray(), 100);
        while (reader.TryRead(out var record))
            times.Add(record.Time);
        Assert.Equal([100, 400, 500], times);
    }

    [Theory]
    [InlineData("11")]
    [InlineData("1105")]
    [InlineData("1104000102")]
    [InlineData("11FFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("0481808004" + "00")]
    [InlineData("1100FFFFFFFFFFFFFFFFFFFF7F")]
    [InlineData("1100" + "00" + "1100FFFFFFFFFFFFFF7F")]
    public void Records_that_break_the_format_end_the_walk_with_a_reason(string hex)
    {
        var reader = new RecordReader(Convert.FromHexString(hex), 5);
        while (reader.TryRead(out _))
        {
        }

        Assert.NotNull(reader.Problem);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Random_bytes_never_do_harm()
    {
        var dice = new Random(11);
        var bytes = new byte[64];
        for (var round = 0; round < 200_000; round++)
        {
            dice.NextBytes(bytes);
            bytes[1] &= 0x1F;
            var reader = new RecordReader(bytes.AsSpan(0, dice.Next(65)), round);
            var steps = 0;
            long before = 0;
            while (reader.TryRead(out var record))
            {
                Assert.InRange(record.Time, before, RecordLimits.MaxTime);
                before = record.Time;
                RecordWork.Of(record.Kind, record.Body);
                steps++;
            }

            Assert.InRange(steps, 0, 22);
        }
    }

    [Fact]
    public void Texts_are_cut_between_two_characters()
    {
        var batch = new RecordBatch();
        batch.Begin(1);
        batch.AppendNotice(NoticeLevel.Error, new string('x', RecordLimits.MaxText - 1) + "é" + "tail");
        var reader = new RecordReader(batch.Bytes.Span, 1);
        Assert.True(reader.TryRead(out var record));
        Assert.Equal(new string('x', RecordLimits.MaxText - 1), Encoding.UTF8.GetString(record.Body[1..]));
    }

    [Fact]
    public void The_bodies_of_events_are_as_specified()
    {
        var batch = new RecordBatch();
        batch.Begin(1);
        batch.AppendPointerMove(0x0102, 0x0304);
        batch.AppendButton(2, true, 5, 70_000);
        batch.AppendClipboard(ClipboardDirection.FromDesktop, 300);
        batch.AppendGap(1500, GapCause.Storage, "x");
        batch.AppendEnd(SealCause.Idle, "");
        Assert.Equal("110401" + "02010403" + "120600" + "02010500FFFF" + "180300" + "01AC02" + "220400" + "DC0B0278" + "3F0100" + "03", Convert.ToHexString(batch.Bytes.Span));
    }
}
