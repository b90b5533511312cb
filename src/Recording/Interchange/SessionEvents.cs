using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// A recording as a list of events with the names that Teleport gives them: a terminal's with all that was printed, a desktop's without its
/// pictures. What was typed is left out unless asked for: it may hold passwords.
/// </summary>
public sealed class SessionEvents(IRecordingSource source, OpenedRecording recording, bool includesInput)
{
    private readonly Guid _session = recording.Header?.SessionId ?? default;
    private readonly long _start = recording.Header?.StartUnixMicroseconds ?? 0;

    // A character that is cut between two records belongs to the second.
    private readonly Decoder _outputText = Encoding.UTF8.GetDecoder();
    private readonly Decoder _inputText = Encoding.UTF8.GetDecoder();
    private (int Columns, int Rows) _size;
    private long _chunk;
    private long _offset;

    private bool IsTerminal => recording.Header is null or { Kind: RecordingKind.Terminal };

    /// <summary>The events in order. What is damaged is passed over.</summary>
    /// <exception cref="RecordingFormatException">The recording is too damaged or locked to be read.</exception>
    public async IAsyncEnumerable<JsonObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new List<JsonObject> { Event(0, IsTerminal ? "session.start" : "windows.desktop.session.start", ("proto", IsTerminal ? "ssh" : "tdp")) };
        var walk = new RecordWalk(source);
        while (await walk.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            ReadChunk(walk, found);
            foreach (var one in found)
                yield return one;
            found.Clear();
        }

        foreach (var one in found)
            yield return one;
        yield return Event(recording.Duration, IsTerminal ? "session.end" : "windows.desktop.session.end",
            ("session_start", Time(0)), ("session_stop", Time(recording.Duration)), ("recorded", true));
    }

    private void ReadChunk(RecordWalk walk, List<JsonObject> found)
    {
        var reader = new RecordReader(walk.Records, walk.FirstTime);
        while (reader.TryRead(out var record))
        {
            if (Of(record) is { } one)
                found.Add(one);
        }
    }

    private JsonObject? Of(in Record record)
    {
        var time = record.Time;
        var body = record.Body;
        switch (record.Kind)
        {
            case RecordKind.TerminalOutput:
                var printed = Event(time, "print", ("ci", _chunk++), ("bytes", body.Length), ("offset", _offset), ("data", Text(_outputText, body)));
                _offset += body.Length;
                return printed;
            case RecordKind.TerminalInput:
                return includesInput ? Event(time, "input", ("bytes", body.Length), ("data", Text(_inputText, body))) : null;
            case RecordKind.TerminalExit when body.Length >= 4:
                return Event(time, "exit", ("status", BitConverter.ToInt32(body)), ("signal", Encoding.UTF8.GetString(body[4..])));
            case RecordKind.TerminalKeyframe:
                return Resized(time, TerminalDecoder.ReadSize(body));
            case RecordKind.Keyframe when body.Length >= 4:
                return Resized(time, (BitConverter.ToUInt16(body), BitConverter.ToUInt16(body[2..])));
            case RecordKind.Pixels or RecordKind.Copy or RecordKind.PointerMove or RecordKind.Button:
                return Event(time, "desktop.recording", ("record", record.Kind.ToString().ToLowerInvariant()), ("bytes", body.Length));
            default:
                return IndexMark.Of(record) is { } mark
                    ? Event(time, mark.Kind.ToString().ToLowerInvariant(), ("detail", mark.Detail), ("value", mark.Value), ("text", mark.Text))
                    : null;
        }
    }

    private JsonObject? Resized(long time, (int Columns, int Rows) size)
    {
        if (size == _size)
            return null;
        _size = size;
        return Event(time, "resize", ("size", string.Create(CultureInfo.InvariantCulture, $"{size.Columns}:{size.Rows}")));
    }

    private JsonObject Event(long time, string name, params ReadOnlySpan<(string Name, JsonNode? Value)> rest)
    {
        var made = new JsonObject { ["event"] = name, ["sid"] = _session.ToString(), ["time"] = Time(time), ["ms"] = time };
        foreach (var (key, value) in rest)
            made[key] = value;
        return made;
    }

    private string Time(long milliseconds)
    {
        var last = DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks;
        var ticks = Int128.Clamp(((Int128)_start * TimeSpan.TicksPerMicrosecond) + ((Int128)milliseconds * TimeSpan.TicksPerMillisecond), 0, last);
        return DateTimeOffset.UnixEpoch.AddTicks((long)ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private static string Text(Decoder decoder, ReadOnlySpan<byte> bytes)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        return new string(text, 0, decoder.GetChars(bytes, text, flush: false));
    }
}
