using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Server.Sessions;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>A viewer's other end without a socket: takes messages from the outbox when it likes, and shows the screen.</summary>
internal sealed class FakeBrowser
{
    public FakeBrowser(bool ownsInput = true) => Viewer = new Viewer(Outbox, ownsInput);

    public Outbox Outbox { get; } = new();

    public Viewer Viewer { get; }

    public ScreenDecoder Screen { get; } = new();

    /// <summary>The records it was sent, in order.</summary>
    public List<(long Time, RecordKind Kind, byte[] Body)> Records { get; } = [];

    public List<string> Texts { get; } = [];

    /// <summary>The last message that was not acknowledged yet.</summary>
    public uint Last { get; private set; }

    /// <summary>Takes everything that waits.</summary>
    public int Read()
    {
        var count = 0;
        while (Outbox.TryTake(out var message))
        {
            count++;
            if (message.IsText)
                Texts.Add(JsonDocument.Parse(message.Bytes).RootElement.GetProperty("type").GetString()!);
            else
                Apply(message.Bytes.Span);
            ArrayPool<byte>.Shared.Return(message.Array);
        }

        return count;
    }

    private void Apply(ReadOnlySpan<byte> message)
    {
        if (message[0] != 1)
            return;
        Last = BinaryPrimitives.ReadUInt32LittleEndian(message[1..]);
        var rest = message[5..];
        Assert.True(Varint.TryRead(ref rest, out var time));
        var reader = new RecordReader(rest, (long)time);
        while (reader.TryRead(out var record))
        {
            Records.Add((record.Time, record.Kind, record.Body.ToArray()));
            if (record.Kind is not (RecordKind.Button or RecordKind.PointerMove))
                Screen.Apply(record.Kind, record.Body);
        }

        Assert.Null(reader.Problem);
    }
}
