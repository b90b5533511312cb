using System.Globalization;
using System.Text;
using Hindsight.Recording.Chunks;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>Prints a recording as docs/FORMAT-ENCRYPTED.md shows it: offset, bytes, meaning.</summary>
internal sealed class ExampleDump
{
    private readonly byte[] _bytes;
    private readonly StringBuilder _text = new();
    private int _at;

    private ExampleDump(byte[] bytes) => _bytes = bytes;

    public static string Of(byte[] bytes)
    {
        var dump = new ExampleDump(bytes);
        dump.Header();
        while (ChunkHeader.TryRead(bytes.AsSpan(dump._at), out var header))
            dump.Chunk(header);
        dump._text.Append('\n');
        dump.Line(8, "offset of the index");
        dump.Line(8, "offset of the seal");
        dump.Line(4, "CRC-32C");
        dump.Line(4, "HSND");
        return dump._text.ToString();
    }

    private void Header()
    {
        Line(8, "magic");
        Line(4, "version 1, 64 bytes");
        Line(4, "required features: encrypted");
        Line(4, "optional features: none");
        Line(16, "session");
        Line(8, "2025-10-09 08:53:20 UTC");
        Line(4, "desktop, SLC, history of 2^22, tables 1");
        Line(12, "reserved");
        Line(4, "CRC-32C");
    }

    private void Chunk(in ChunkHeader header)
    {
        _text.Append('\n');
        Line(4, "HSCK");
        Line(4, header.Type switch
        {
            ChunkType.Keys => "wrapped keys",
            ChunkType.Index => "index",
            ChunkType.Seal => "seal",
            _ => header.StartsSegment ? "records, starts a segment, encrypted" : "records, encrypted",
        });
        Line(4, "number");
        Line(4, "bytes of the body");
        Line(4, "records");
        Line(8, "first time");
        Line(8, "last time");
        Line(4, "CRC-32C of the header");
        if (header.Type == ChunkType.Seal)
            Seal(header.BodyLength);
        else
            Line(header.BodyLength, header.IsEncrypted ? "encrypted records" : header.Type == ChunkType.Keys ? "age file: the session's id and the data key" : "the index, whose marks have no text");
        if (header.IsEncrypted)
        {
            Line(12, "nonce");
            Line(16, "tag");
        }
        else
        {
            Line(4, "CRC-32C of the body");
        }

        Line(ChunkHeader.ChainLength, "chain");
    }

    private void Seal(int length)
    {
        Line(16, "session");
        Line(4, "complete, closed_by_user, signed with ECDSA P-256");
        Line(8, "record chunks");
        Line(8, "records");
        Line(8, "duration");
        Line(8, "the end: 2 s later");
        Line(ChunkHeader.ChainLength, "chain of the index");
        Line(16, "key");
        Line(2, "no reason");
        Line(2, "bytes of the signature");
        Line(length - 104, "signature: r, s");
    }

    private void Line(int length, string meaning)
    {
        for (; length > 0; length -= 16, meaning = "")
        {
            var bytes = string.Join(' ', _bytes.AsSpan(_at, Math.Min(16, length)).ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
            _text.Append(CultureInfo.InvariantCulture, $"{_at:X4}  {(meaning.Length > 0 ? bytes.PadRight(47) + "  " + meaning : bytes)}\n");
            _at += Math.Min(16, length);
        }
    }
}
