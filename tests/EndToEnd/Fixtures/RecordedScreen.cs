using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>
/// Plays a recording's bytes from the first record on, chunk after chunk, without index or keyframe search: the plainest
/// reader there can be, to check the others against. Fails on any chunk that is not as it was written.
/// </summary>
internal sealed class RecordedScreen
{
    private readonly ScreenDecoder _screen = new();

    /// <summary>The time of the last record that changed the picture, in milliseconds.</summary>
    public long LastPicture { get; private set; }

    /// <summary>The text of the END record; empty when there is none.</summary>
    public string EndReason { get; private set; } = "";

    public int Width => _screen.Width;

    public int Height => _screen.Height;

    public ReadOnlySpan<uint> Picture => _screen.Picture;

    /// <summary>The screen as it was at <paramref name="time"/> (milliseconds), records of that moment included.</summary>
    public static RecordedScreen At(ReadOnlyMemory<byte> file, long time = long.MaxValue)
    {
        var recorded = new RecordedScreen();
        var rest = file[RecordingHeader.Length..];
        while (rest.Length > Trailer.Length)
        {
            var status = ChunkReader.Read(rest, [], out var chunk);
            Xunit.Assert.Equal(ChunkStatus.Ok, status);
            rest = rest[chunk.Header.TotalLength..];
            if (chunk.Header.Type == ChunkType.Records && chunk.Header.FirstTime <= time)
                recorded.Play(chunk, time);
        }

        return recorded;
    }

    private void Play(Chunk chunk, long until)
    {
        var records = new RecordReader(chunk.Body.Span, chunk.Header.FirstTime);
        while (records.TryRead(out var record) && record.Time <= until)
        {
            _screen.Apply(record.Kind, record.Body);
            if (record.Kind is RecordKind.Pixels or RecordKind.Copy or RecordKind.TileDraw or RecordKind.Keyframe)
                LastPicture = record.Time;
            else if (record.Kind == RecordKind.End)
                EndReason = System.Text.Encoding.UTF8.GetString(record.Body[1..]);
        }

        Xunit.Assert.Null(records.Problem);
    }
}
