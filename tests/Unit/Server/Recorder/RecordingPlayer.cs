using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

/// <summary>Plays a recording's bytes from the start, checking the chain, and compares it with the pictures that were drawn.</summary>
internal sealed class RecordingPlayer(ReadOnlyMemory<byte> file)
{
    private readonly ScreenDecoder _decoder = new();

    /// <summary>The records that were played, in order.</summary>
    public List<(long Time, RecordKind Kind, byte[] Body)> Records { get; } = [];

    /// <summary>The time of the last record.</summary>
    public long Duration { get; private set; }

    /// <summary>Plays all of it; after the last record of each time the picture must be the one that was there. Returns how many pictures were compared.</summary>
    public int Play(IReadOnlyList<(long Time, int Width, int Height, uint[] Pixels)> expected)
    {
        var compared = 0;
        foreach (var (time, last) in Apply())
        {
            Duration = time;
            if (!last)
                continue;
            var index = expected.Count - 1;
            while (index >= 0 && expected[index].Time > time)
                index--;
            if (index < 0)
                continue;
            var picture = expected[index];
            Assert.Equal((picture.Width, picture.Height), (_decoder.Width, _decoder.Height));
            Assert.True(_decoder.Picture.SequenceEqual(picture.Pixels), $"the picture at {time} ms is not the one that was drawn");
            compared++;
        }

        return compared;
    }

    private IEnumerable<(long Time, bool LastOfItsTime)> Apply()
    {
        var all = Read();
        for (var i = 0; i < all.Count; i++)
        {
            var (time, kind, body) = all[i];
            _decoder.Apply(kind, body);
            Records.Add(all[i]);
            yield return (time, i + 1 == all.Count || all[i + 1].Time > time);
        }
    }

    private List<(long Time, RecordKind Kind, byte[] Body)> Read()
    {
        var records = new List<(long, RecordKind, byte[])>();
        var chain = System.Security.Cryptography.SHA256.HashData(file.Span[..RecordingHeader.Length]);
        for (var at = RecordingHeader.Length; at < file.Length;)
        {
            var status = ChunkReader.Read(file[at..], chain, out var chunk);
            if (status == ChunkStatus.Truncated || !ChunkHeader.TryRead(file.Span[at..], out var header))
                break;
            Assert.Equal(ChunkStatus.Ok, status);
            chain = chunk.Chain.ToArray();
            at += header.TotalLength;
            if (header.Type != ChunkType.Records)
                continue;
            var reader = new RecordReader(chunk.Body.Span, header.FirstTime);
            while (reader.TryRead(out var record))
                records.Add((record.Time, record.Kind, record.Body.ToArray()));
            Assert.Null(reader.Problem);
        }

        return records;
    }
}
