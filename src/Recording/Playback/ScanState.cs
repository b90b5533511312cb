using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Playback;

/// <summary>What a scan knows after the chunks it has seen. Pure: chunks in, knowledge out.</summary>
internal sealed class ScanState(IReadOnlyList<IKeyIdentity> identities)
{
    /// <summary>The chain values that may stand before the next chunk: none if unknown, two behind a chunk that did not fit.</summary>
    private byte[][] _chains = [];
    private long _nextSequence;

    /// <summary>Whether missing numbers are explained by damage that is already listed.</summary>
    private bool _mayJump;

    public DamageList Damage { get; } = new();

    /// <summary>The session the file header names; null if it is damaged.</summary>
    public RecordingHeader? Header { get; private set; }

    /// <summary>What decrypts the records of an encrypted recording, once a chunk of wrapped keys was read that opens.</summary>
    public ChunkCipher? Cipher { get; private set; }

    /// <summary>Whether there were records that could not be decrypted for want of the key.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Whether chunks were decrypted by who handed them over, so that their chain means nothing.</summary>
    public bool IsDecrypted { get; private set; }

    public IndexBuilder Index { get; } = new();

    public long LastTime { get; private set; }

    public long NextSequence => _nextSequence;

    public RecordingTotals Totals { get; private set; }

    public RecordingSeal? Seal { get; private set; }

    public (SealCause Cause, string Reason)? End { get; private set; }

    public Trailer Places { get; private set; }

    /// <summary>Where the last good chunk ends, and what a chunk appended there continues.</summary>
    public (long Offset, uint NextSequence, byte[] Chain) Continuation { get; private set; }

    /// <summary>The file header was read; <paramref name="header"/> is null if it is damaged and can't be the chain's start.</summary>
    public void Begin(ReadOnlySpan<byte> bytes, RecordingHeader? header)
    {
        Header = header;
        _chains = header is not null ? [SHA256.HashData(bytes)] : [];
        Continuation = (bytes.Length, 0, header is not null ? _chains[0] : []);
        if (header is null)
            Damage.Add(DamageKind.Header, 0, 0, 0);
    }

    /// <summary>Bytes were passed over; what follows is not what they would have led to.</summary>
    public void PassOver(DamageKind kind, long offset, long until)
    {
        Damage.Add(kind, offset, LastTime, Math.Max(until, LastTime));
        (_chains, _mayJump) = ([], true);
    }

    /// <summary>A chunk whose header is whole; false if its body is not.</summary>
    public bool Read(ReadOnlyMemory<byte> bytes, long offset)
    {
        ChunkHeader.TryRead(bytes.Span, out var header);
        if (header.Sequence < _nextSequence)
        {
            Damage.Add(DamageKind.Order, offset, header.FirstTime, header.LastTime);
            return ChunkReader.Read(bytes, [], Cipher, out _) == ChunkStatus.Ok;
        }

        if (header.Sequence > _nextSequence)
        {
            if (!_mayJump)
                Damage.Add(DamageKind.Missing, offset, LastTime, Math.Max(header.FirstTime, LastTime));
            _chains = [];
        }

        (_nextSequence, _mayJump) = (header.Sequence + 1L, false);
        var status = Check(bytes, out var chunk);
        if (status == ChunkStatus.Truncated || status == ChunkStatus.DamagedBody)
            Damage.Add(KindOf(header.Type), offset, header.FirstTime, header.LastTime);
        else if (status == ChunkStatus.ChainBroken)
            Damage.Add(DamageKind.Chain, offset, header.FirstTime, header.LastTime);

        if (status is ChunkStatus.Ok or ChunkStatus.ChainBroken)
            Apply(chunk, offset);
        LastTime = Math.Max(LastTime, header.LastTime);
        return status is ChunkStatus.Ok or ChunkStatus.ChainBroken;
    }

    private static DamageKind KindOf(ChunkType type) => type switch
    {
        ChunkType.Index => DamageKind.Index,
        ChunkType.Seal => DamageKind.Seal,
        _ => DamageKind.Body,
    };

    private ChunkStatus Check(ReadOnlyMemory<byte> bytes, out Chunk chunk)
    {
        var status = ChunkReader.Read(bytes, _chains.Length > 0 ? _chains[0] : [], Cipher, out chunk);
        var expected = chunk.ExpectedChain;
        if (status == ChunkStatus.ChainBroken && _chains.Length > 1)
            status = ChunkReader.Read(bytes, _chains[1], Cipher, out chunk);
        _chains = status switch
        {
            ChunkStatus.Ok or ChunkStatus.DamagedBody => [chunk.Chain.ToArray()],
            // Either the chunk was changed, and its chain value is as it was; or only the chain value was.
            ChunkStatus.ChainBroken => [chunk.Chain.ToArray(), expected.ToArray()],
            _ => [],
        };
        return status;
    }

    private void Apply(in Chunk chunk, long offset)
    {
        var header = chunk.Header;
        IsDecrypted |= (header.Flags & ChunkFlags.Decrypted) != 0;
        var fits = header.FirstTime >= LastTime && header.Type switch
        {
            ChunkType.Records => IsEncryptedAsStated(header) && (chunk.IsLocked ? ApplyLocked(header, offset) : ApplyRecords(chunk, offset)),
            _ when header.IsEncrypted => false,
            ChunkType.Keys => ApplyKeys(chunk.Body.Span),
            ChunkType.Index => ApplyIndex(chunk, offset),
            ChunkType.Seal => ApplySeal(chunk, offset),
            _ => true,
        };
        if (fits)
            Continuation = (offset + header.TotalLength, header.Sequence + 1, chunk.Chain.ToArray());
        else if (header.FirstTime < LastTime)
            Damage.Add(DamageKind.Order, offset, header.FirstTime, header.LastTime);
        else
            Damage.Add(header.Type == ChunkType.Records ? DamageKind.Records : KindOf(header.Type), offset, header.FirstTime, header.LastTime);
    }

    /// <summary>Plain records in an encrypted recording were put there by somebody without its key.</summary>
    private bool IsEncryptedAsStated(in ChunkHeader header) =>
        Header is null || Header.IsEncrypted == ((header.Flags & (ChunkFlags.Encrypted | ChunkFlags.Decrypted)) != 0);

    private bool ApplyKeys(ReadOnlySpan<byte> body)
    {
        if (Cipher is not null || Header is { IsEncrypted: false } || RecordingEncryption.Unwrap(body, identities) is not { } cipher)
            return true;
        if (Header is not null && cipher.SessionId != Header.SessionId)
            return false;
        Cipher = cipher;
        return true;
    }

    /// <summary>What the header of an encrypted chunk tells without the key.</summary>
    private bool ApplyLocked(in ChunkHeader header, long offset)
    {
        IsLocked = true;
        if (header.StartsSegment)
        {
            Index.AddSegment(new SegmentRow(header.FirstTime, offset, header.Sequence, 0, 0));
            Damage.CloseAt(header.FirstTime);
        }

        Index.AddActivity(header.FirstTime, header.BodyLength);
        Totals = Totals with { RecordChunks = Totals.RecordChunks + 1, Records = Totals.Records + header.RecordCount };
        return header.RecordCount > 0;
    }

    private bool ApplyRecords(in Chunk chunk, long offset)
    {
        var header = chunk.Header;
        var body = chunk.Body.Span;
        if (!RecordsFit(header, body, out var width, out var height))
            return false;

        if (header.StartsSegment)
        {
            Index.AddSegment(new SegmentRow(header.FirstTime, offset, header.Sequence, width, height));
            Damage.CloseAt(header.FirstTime);
        }

        Index.AddActivity(header.FirstTime, body.Length);
        var gaps = 0;
        var reader = new RecordReader(body, header.FirstTime);
        while (reader.TryRead(out var record))
        {
            Index.AddRecord(record);
            gaps += record.Kind == RecordKind.Gap ? 1 : 0;
            if (record.Kind == RecordKind.End && IndexMark.Of(record) is { } end)
                End = ((SealCause)end.Detail, end.Text);
        }

        Totals = new RecordingTotals(Totals.RecordChunks + 1, Totals.Records + header.RecordCount, Totals.Gaps + gaps);
        return true;
    }

    private static bool RecordsFit(in ChunkHeader header, ReadOnlySpan<byte> body, out int width, out int height)
    {
        (width, height) = (0, 0);
        uint count = 0;
        var reader = new RecordReader(body, header.FirstTime);
        while (reader.TryRead(out var record))
        {
            if (count++ > 0 || !header.StartsSegment)
                continue;
            if (record.Kind is not (RecordKind.Keyframe or RecordKind.TerminalKeyframe) || record.Body.Length < 4)
                return false;
            width = BinaryPrimitives.ReadUInt16LittleEndian(record.Body);
            height = BinaryPrimitives.ReadUInt16LittleEndian(record.Body[2..]);
            if (!ScreenLimits.IsValid(width, height))
                return false;
        }

        return reader.Problem is null && count > 0 && count == header.RecordCount && reader.Time == header.LastTime;
    }

    private bool ApplyIndex(in Chunk chunk, long offset)
    {
        var own = new ArrayBufferWriter<byte>();
        var built = Index.Build();
        IndexBody.Write(Header is { IsEncrypted: true } ? built.WithoutTexts() : built, own);
        // With damage before it, or without the key, the chunks can't tell what it should be.
        var fits = Damage.IsEmpty && !IsLocked ? own.WrittenSpan.SequenceEqual(chunk.Body.Span) : IndexBody.TryRead(chunk.Body.Span, out _);
        if (fits)
            Places = Places with { IndexOffset = offset };
        return fits;
    }

    private bool ApplySeal(in Chunk chunk, long offset)
    {
        if (!RecordingSeal.TryRead(chunk.Body.Span, out var seal))
            return false;
        Places = Places with { SealOffset = offset };
        Seal = seal;
        if (!Damage.IsEmpty)
            return true;
        return seal.Chain.Span.SequenceEqual(Continuation.Chain) && seal.Records == Totals.Records
            && seal.RecordChunks == Totals.RecordChunks && seal.Duration == LastTime;
    }
}
