using Hindsight.Recording.Index;
using Hindsight.Recording.Records;
using Hindsight.Tsh.Video;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>Time and text of a video.</summary>
public sealed class VideoTests
{
    private static readonly ExportOptions Plain = new(1000, 100_000, 1, SkipsIdle: false, 30, DrawsPointer: true, DrawsClock: false);

    [Fact]
    public void A_video_begins_where_it_was_told_and_runs_as_fast()
    {
        var clock = new VideoClock(Plain with { Speed = 4 });
        Assert.Equal([0L, 250, 250, 24_750], new long[] { 1000, 2000, 2000, 100_000 }.Select(clock.MoveTo));
    }

    [Fact]
    public void Idle_stretches_become_half_a_second()
    {
        var clock = new VideoClock(Plain with { SkipsIdle = true });
        Assert.Equal([400L, 900, 950], new long[] { 1400, 61_400, 61_450 }.Select(clock.MoveTo));
    }

    [Fact]
    public void Marks_become_chapters_whose_titles_cant_break_out()
    {
        IndexMark[] marks = [new(500, RecordKind.Mark, 0, 0, "before"), new(2000, RecordKind.Mark, 0, 0, "a=b\n[CHAPTER]"), new(3000, RecordKind.Gap, 0, 0, "")];
        Assert.Equal(
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=a\\=b\\\n[CHAPTER]\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=99000\ntitle=A part is missing\n",
            Chapters.Of(marks, Plain));
        Assert.Null(Chapters.Of(marks[..1], Plain));
    }

    [Fact]
    public void Marks_become_subtitles_that_end_with_the_video()
    {
        IndexMark[] marks = [new(2000, RecordKind.Mark, 0, 0, "one"), new(2000, RecordKind.Mark, 0, 0, "a\n\n2 --> 3"), new(99_000, RecordKind.Mark, 0, 0, "last")];
        Assert.Equal(
            "1\n00:00:01,000 --> 00:00:01,001\none\n\n2\n00:00:01,001 --> 00:00:05,001\na 2 -> 3\n\n3\n00:01:38,000 --> 00:01:39,000\nlast\n\n",
            Subtitles.Of(marks, Plain));
        Assert.Null(Subtitles.Of(marks, Plain with { SkipsIdle = true }));
    }

    [Fact]
    public void A_caption_stays_inside_small_pictures()
    {
        foreach (var (width, height) in ((int, int)[])[(2, 2), (20, 20), (40, 30), (400, 60)])
        {
            var picture = new uint[width * height];
            Caption.Draw(picture, width, height, "2026-01-31 12:00:00 UTC");
            Assert.Equal(width >= 20, picture.Contains(0xFFFFFFFF));
        }
    }
}
