using System.Buffers;
using System.Globalization;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;

namespace Hindsight.Recording.Interchange;

/// <summary>Whose session it was, for Teleport's events.</summary>
/// <param name="User">The person.</param>
/// <param name="Login">The account on the host.</param>
/// <param name="Host">The host's name.</param>
/// <param name="Cluster">The cluster's name.</param>
public sealed record TeleportSessionInfo(string User, string Login, string Host, string Cluster);

/// <summary>
/// Writes recordings as Teleport does: terminals as SSH sessions, desktops as PNG tiles (Teleport 11 to 14, which later versions play).
/// Marks, input and clipboard sizes have no place there and are left out.
/// </summary>
/// <param name="output">Takes the file's bytes in order.</param>
/// <param name="info">Whose session it was.</param>
public sealed class TeleportExport(IBufferWriter<byte> output, TeleportSessionInfo info)
{
    /// <summary>Bytes of output in an event; with its other fields it stays below 64 KiB.</summary>
    private const int MaxPrint = 32 * 1024;

    /// <summary>Called now and then, so that a pipe can be flushed.</summary>
    public Func<CancellationToken, ValueTask>? Flush { get; init; }

    /// <summary>Writes all of a recording. What is damaged is passed over.</summary>
    public async Task RunAsync(IRecordingSource source, OpenedRecording recording, CancellationToken cancellationToken)
    {
        using var file = new TeleportFile(output);
        if (recording.Header?.Kind == RecordingKind.Terminal)
            await WriteTerminalAsync(file, source, recording, cancellationToken).ConfigureAwait(false);
        else
            await new TeleportDesktopExport(file, recording, info, Flush).RunAsync(source, cancellationToken).ConfigureAwait(false);
        file.ClosePart();
    }

    private async Task WriteTerminalAsync(TeleportFile file, IRecordingSource source, OpenedRecording recording, CancellationToken cancellationToken)
    {
        var start = recording.Header!.StartUnixMicroseconds;
        var terminal = new PrintEvents(file, start, ProtoUser, () => ProtoSession(recording), info);
        var walk = new RecordWalk(source);
        while (await walk.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            var reader = new RecordReader(walk.Records, walk.FirstTime);
            while (reader.TryRead(out var record))
            {
                if (record.Kind == RecordKind.TerminalKeyframe)
                    terminal.Keyframe(record, walk.IsBehindDamage);
                else if (record.Kind == RecordKind.TerminalOutput)
                    terminal.Print(record.Time, record.Body);
            }

            if (Flush is { } flush)
                await flush(cancellationToken).ConfigureAwait(false);
        }

        var end = start + (recording.Duration * 1000);
        file.Write(TeleportTags.SessionEnd, "session.end", "T2004I", end, e => e.Message(2, ProtoUser()).Message(3, ProtoSession(recording))
            .Message(5, new ProtoWriter().Text(3, info.Host)).Flag(7, true).Text(8, info.User).Time(9, start).Time(10, end).Text(14, "node"));
    }

    private ProtoWriter ProtoUser() => new ProtoWriter().Text(1, info.User).Text(2, info.Login);

    private static ProtoWriter ProtoSession(OpenedRecording recording) => new ProtoWriter().Text(1, recording.Header!.SessionId.ToString());

    /// <summary>The events while a terminal's session runs.</summary>
    private sealed class PrintEvents(TeleportFile file, long start, Func<ProtoWriter> user, Func<ProtoWriter> session, TeleportSessionInfo info)
    {
        private (int Columns, int Rows) _size;
        private long _chunk;
        private long _offset;

        public void Keyframe(in Record record, bool isBehindDamage)
        {
            var size = TerminalDecoder.ReadSize(record.Body);
            var text = string.Create(CultureInfo.InvariantCulture, $"{size.Columns}:{size.Rows}");
            var time = start + (record.Time * 1000);
            var isFirst = _size == default;
            if (isFirst)
            {
                file.Write(TeleportTags.SessionStart, "session.start", "T2000I", time, e => e.Message(2, user()).Message(3, session())
                    .Message(4, new ProtoWriter().Text(3, info.Host)).Text(6, text).Text(10, "node"));
            }
            else if (size != _size)
            {
                file.Write(TeleportTags.Resize, "resize", "T2002I", time, e => e.Message(2, user()).Message(3, session())
                    .Message(5, new ProtoWriter().Text(3, info.Host)).Text(6, text));
            }

            _size = size;
            if (isBehindDamage || (isFirst && !AsciicastExport.IsEmptyTerminal(record.Body)))
                Print(record.Time, [.. "\u0018\ec"u8, .. record.Body[4..]]);
        }

        public void Print(long time, ReadOnlySpan<byte> output)
        {
            while (!output.IsEmpty)
            {
                var data = output[..Math.Min(output.Length, MaxPrint)].ToArray();
                file.Write(TeleportTags.SessionPrint, "print", "", start + (time * 1000), e => e.Number(2, _chunk).Bytes(3, data)
                    .Number(4, data.Length).Number(5, time).Number(6, _offset));
                (_chunk, _offset) = (_chunk + 1, _offset + data.Length);
                output = output[data.Length..];
            }
        }
    }
}
