using Hindsight.Recording.Index;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Encryption;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

public sealed class PlaybackCursorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_moment_shows_what_was_there_however_it_is_reached(int seed)
    {
        using var session = RandomSession(seed);
        session.Finish();
        var source = new MemoryRecordingSource(session.Bytes);
        var opened = await OpenedRecording.OpenAsync(source, Token);
        Assert.True(opened.Index.Segments.Count > 3);
        var linear = new PlaybackCursor(source, opened);
        var times = session.Shown.Keys.SelectMany(t => new[] { t, t + 1, t + 7 }).Where(t => t <= opened.Duration).Distinct().Order().ToArray();
        foreach (var time in times)
        {
            await linear.AdvanceAsync(time, Token);
            Assert.Equal(session.ShownAt(time), ShownPicture.Of(linear.Screen));
        }

        var dice = new Random(seed);
        var sought = new PlaybackCursor(source, opened, linear.Screen);
        dice.Shuffle(times);
        foreach (var time in times)
        {
            await sought.SeekAsync(time, Token);
            Assert.True(sought.HasPicture);
            Assert.Equal(session.ShownAt(time), ShownPicture.Of(sought.Screen));
        }

        Assert.Empty(linear.Damage);
        Assert.Empty(sought.Damage);
    }

    [Fact]
    public async Task A_player_can_go_from_record_to_record()
    {
        using var session = RandomSession(4);
        session.Finish();
        var source = new MemoryRecordingSource(session.Bytes);
        var cursor = new PlaybackCursor(source, await OpenedRecording.OpenAsync(source, Token));
        var times = new List<long>();
        while (await cursor.PeekTimeAsync(Token) is { } time)
        {
            times.Add(time);
            await cursor.AdvanceAsync(time, Token);
        }

        Assert.Equal(session.Shown.Keys, times);
    }

    [Fact]
    public async Task A_file_that_grows_is_followed_without_gap_or_duplicate()
    {
        using var session = RandomSession(5);
        session.Finish();
        var source = new GrowingSource(session.Bytes);
        var scan = new RecordingScan();
        var screen = new ScreenDecoder();
        PlaybackCursor? cursor = null;
        while (source.Length < session.Bytes.Length)
        {
            source.Length = Math.Min(source.Length + 997, session.Bytes.Length);
            await scan.AdvanceAsync(source, Token);
            var known = new OpenedRecording(scan.Header, scan.BuildIndex(), scan.Duration, scan.Seal, []);
            cursor ??= new PlaybackCursor(source, known, screen);
            cursor.Recording = known;
            await cursor.AdvanceAsync(scan.Duration, Token);
            if (cursor.HasPicture)
                Assert.Equal(session.ShownAt(scan.Duration), ShownPicture.Of(screen));
        }

        Assert.Empty(cursor!.Damage);
        Assert.Equal(session.Time, cursor.Time);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_changed_bit_shows_a_wrong_picture_as_right(bool isEncrypted)
    {
        using var encryption = isEncrypted ? EncryptedRecording.Encryption() : null;
        using var session = new RecordedSession(28, 18, 6, encryption);
        session.Draw(100, c => c.Page(c.Whole));
        session.Draw(1300, c => c.Text(2, 2, 3));
        session.Segment(3000);
        session.Draw(3100, c => c.Photo(new Rect(3, 3, 8, 8), 4));
        session.Draw(4500, c => c.Text(2, 5, 2));
        session.Segment(6000);
        session.Draw(7500, c => c.Text(2, 2, 2));
        session.Finish();
        var bytes = session.Bytes;
        var screen = new ScreenDecoder();
        long[] times = [50, 1400, 3050, 4600, 6100, 7500];
        var shown = 0;
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var source = (await RecordingUnlock.OpenAsync(new MemoryRecordingSource(bytes), [EncryptedRecording.Reader], Token))!;
            var cursor = new PlaybackCursor(source, await OpenedRecording.OpenAsync(source, Token), screen);
            foreach (var time in times)
            {
                await cursor.SeekAsync(time, Token);
                if (!cursor.HasPicture || cursor.IsDamaged)
                    continue;
                shown++;
                Assert.Equal(session.ShownAt(time), ShownPicture.Of(screen));
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        // Of three segments at most one is hidden.
        Assert.True(shown >= bytes.Length * 8 * 4);
    }

    [Fact]
    public async Task An_index_that_lies_shows_nothing_wrong()
    {
        using var session = RandomSession(7);
        session.Finish();
        var source = new MemoryRecordingSource(session.Bytes);
        var opened = await OpenedRecording.OpenAsync(source, Token);
        var screen = new ScreenDecoder();
        var dice = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var rows = opened.Index.Segments.Select(r => dice.Next(3) switch
            {
                0 => r with { Offset = session.Chunks[dice.Next(session.Chunks.Count)].Offset },
                1 => r with { Time = r.Time + dice.Next(-3000, 3000), Sequence = r.Sequence + (uint)dice.Next(2) },
                _ => r with { Offset = r.Offset + dice.Next(3) },
            }).OrderBy(r => r.Offset).ToArray();
            var lying = new RecordingIndex { Segments = rows, Activity = [], ActivityBucket = 1000, Marks = [], OmittedMarks = 0 };
            var cursor = new PlaybackCursor(source, opened with { Index = lying }, screen);
            for (var i = 0; i < 5; i++)
            {
                var time = dice.NextInt64(opened.Duration);
                await cursor.SeekAsync(time, Token);
                if (cursor.HasPicture && !cursor.IsDamaged)
                    Assert.Equal(session.ShownAt(time), ShownPicture.Of(screen));
            }
        }
    }

    /// <summary>A few segments of everything that happens on a small screen.</summary>
    internal static RecordedSession RandomSession(int seed)
    {
        var dice = new Random(seed);
        var session = new RecordedSession(160, 100, (ulong)seed);
        long time = 0;
        for (var step = 0; step < 120; step++)
        {
            time += dice.Next(8) == 0 ? dice.Next(20_000) : dice.Next(120);
            switch (dice.Next(9))
            {
                case 0:
                    session.Draw(time, c => c.Page(c.NextRect(150, 90)));
                    break;
                case 1:
                    session.Draw(time, c => c.Photo(c.NextRect(60, 60), 5));
                    break;
                case 2:
                    session.Draw(time, c => c.Move(0, 16, new Rect(0, 0, c.Width, c.Height - 16)));
                    break;
                case 3:
                    session.Pointer(time, dice.Next(160), dice.Next(100), dice.Next(3) == 0 ? PointerShape.Hidden : null);
                    break;
                case 4 when dice.Next(6) == 0:
                    session.Resize(time, 100 + dice.Next(100), 60 + dice.Next(60));
                    break;
                case 5 when dice.Next(4) == 0:
                    session.Segment(time);
                    break;
                default:
                    session.Draw(time, c => c.Text(dice.Next(100), dice.Next(80), 5));
                    break;
            }
        }

        return session;
    }

    private sealed class GrowingSource(byte[] bytes) : IRecordingSource
    {
        public long Length { get; set; }

        public ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken) =>
            new MemoryRecordingSource(bytes.AsMemory(0, (int)Length)).ReadAsync(offset, target, cancellationToken);
    }
}
