using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;

namespace Hindsight.Recording.Interchange;

/// <summary>Writes a terminal's recording as an asciicast of version 2.</summary>
/// <param name="output">Takes the file's bytes in order.</param>
/// <param name="includesInput">Whether what was typed goes along. It may hold passwords.</param>
public sealed class AsciicastExport(IBufferWriter<byte> output, bool includesInput)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A character that is cut between two records belongs to the second.
    private readonly Decoder _outputText = Encoding.UTF8.GetDecoder();
    private readonly Decoder _inputText = Encoding.UTF8.GetDecoder();
    private (int Columns, int Rows) _size;

    /// <summary>Called after each chunk, so that a pipe can be flushed.</summary>
    public Func<CancellationToken, ValueTask>? Flush { get; init; }

    /// <summary>Writes all of a recording. What is damaged is passed over.</summary>
    /// <exception cref="RecordingFormatException">It is no terminal's recording, or too damaged or locked to be read.</exception>
    public async Task RunAsync(IRecordingSource source, OpenedRecording recording, CancellationToken cancellationToken)
    {
        if (recording.Header is { Kind: not RecordingKind.Terminal })
            throw new RecordingFormatException("only a terminal's recording can become an asciicast; a desktop's can be exported as a video");
        var walk = new RecordWalk(source);
        while (await walk.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            WriteChunk(walk, recording.Header?.StartUnixMicroseconds ?? 0);
            if (Flush is { } flush)
                await flush(cancellationToken).ConfigureAwait(false);
        }
    }

    private void WriteChunk(RecordWalk walk, long startUnixMicroseconds)
    {
        var isBehindDamage = walk.IsBehindDamage;
        var reader = new RecordReader(walk.Records, walk.FirstTime);
        while (reader.TryRead(out var record))
        {
            if (record.Kind == RecordKind.TerminalKeyframe)
                WriteKeyframe(record, startUnixMicroseconds, isBehindDamage);
            else if (_size != default)
                WriteRecord(record);
        }
    }

    private void WriteKeyframe(in Record record, long startUnixMicroseconds, bool isBehindDamage)
    {
        var size = TerminalDecoder.ReadSize(record.Body);
        if (_size == default)
            WriteHeader(size, startUnixMicroseconds / 1_000_000);
        else if (size != _size)
            WriteEvent(record.Time, "r", string.Create(CultureInfo.InvariantCulture, $"{size.Columns}x{size.Rows}"));
        var wasFirst = _size == default;
        _size = size;

        // Otherwise the output so far has led to this state already.
        if (isBehindDamage || (wasFirst && !IsEmptyTerminal(record.Body)))
            WriteEvent(record.Time, "o", (isBehindDamage ? "\u0018\ec" : "") + Encoding.UTF8.GetString(record.Body[4..]));
    }

    internal static bool IsEmptyTerminal(ReadOnlySpan<byte> keyframe)
    {
        var empty = new ArrayBufferWriter<byte>();
        var (columns, rows) = TerminalDecoder.ReadSize(keyframe);
        TerminalDecoder.WriteKeyframeBody(new TerminalEmulator(columns, rows), empty);
        return keyframe.SequenceEqual(empty.WrittenSpan);
    }

    private void WriteRecord(in Record record)
    {
        switch (record.Kind)
        {
            case RecordKind.TerminalOutput:
                WriteText(record, "o", _outputText);
                break;
            case RecordKind.TerminalInput when includesInput:
                WriteText(record, "i", _inputText);
                break;
            case RecordKind.TerminalExit when record.Body.Length >= 4:
                WriteEvent(record.Time, "x", BitConverter.ToInt32(record.Body).ToString(CultureInfo.InvariantCulture));
                break;
            case RecordKind.Mark or RecordKind.Notice or RecordKind.Gap when IndexMark.Of(record) is not null:
                var text = record.Body[(record.Kind == RecordKind.Gap ? GapStart(record.Body) : 1)..];
                WriteEvent(record.Time, "m", Encoding.UTF8.GetString(text));
                break;
        }
    }

    private static int GapStart(ReadOnlySpan<byte> body)
    {
        var rest = body;
        Varint.TryRead(ref rest, out _);
        return body.Length - rest.Length + 1;
    }

    private void WriteText(in Record record, string code, Decoder decoder)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(record.Body.Length)];
        var length = decoder.GetChars(record.Body, text, flush: false);
        if (length > 0)
            WriteEvent(record.Time, code, text.AsSpan(0, length));
    }

    private void WriteHeader((int Columns, int Rows) size, long timestamp)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 2);
            json.WriteNumber("width", size.Columns);
            json.WriteNumber("height", size.Rows);
            json.WriteNumber("timestamp", timestamp);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private void WriteEvent(long time, string code, ReadOnlySpan<char> data)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartArray();
            json.WriteNumberValue((decimal)time / 1000);
            json.WriteStringValue(code);
            json.WriteStringValue(data);
            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }
}
