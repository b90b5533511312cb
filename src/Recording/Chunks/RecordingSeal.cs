using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>Whether all of the session is in its recording.</summary>
public enum SealState : byte
{
    /// <summary>All of it.</summary>
    Complete = 0,

    /// <summary>Something is missing, and the seal says why.</summary>
    Incomplete = 1,
}

/// <summary>The last word about a recording: what it holds, that it ends here, and a signature over that (docs/FORMAT.md, "Seal and trailer").</summary>
public sealed record RecordingSeal
{
    /// <summary>Bytes of a key's id.</summary>
    public const int KeyIdLength = 16;

    /// <summary>The longest signature, in bytes.</summary>
    public const int MaxSignature = 512;

    private const int FixedLength = 102;

    /// <summary>The session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>Whether something is missing.</summary>
    public required SealState State { get; init; }

    /// <summary>Why the session ended.</summary>
    public required SealCause Cause { get; init; }

    /// <summary>Chunks of records.</summary>
    public required long RecordChunks { get; init; }

    /// <summary>Records, the END included.</summary>
    public required long Records { get; init; }

    /// <summary>Milliseconds from the session's start to its end.</summary>
    public required long Duration { get; init; }

    /// <summary>The wall clock at the end, in microseconds since 1970.</summary>
    public required long EndUnixMicroseconds { get; init; }

    /// <summary>The chain value of the chunk before the seal.</summary>
    public required ReadOnlyMemory<byte> Chain { get; init; }

    /// <summary>A sentence about <see cref="Cause"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>How the seal is signed.</summary>
    public SealAlgorithm Algorithm { get; init; }

    /// <summary>The key that signed; zeros if none did.</summary>
    public ReadOnlyMemory<byte> KeyId { get; init; } = new byte[KeyIdLength];

    /// <summary>What the signature signs.</summary>
    public ReadOnlyMemory<byte> SignedMessage { get; private init; }

    /// <summary>The signature; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>What precedes the seal's bytes in the signed message, so that a signature made for anything else never fits.</summary>
    private static ReadOnlySpan<byte> SigningContext => "Hindsight recording seal 1\0"u8;

    /// <summary>The body of a seal chunk, signed by <paramref name="signer"/> if there is one.</summary>
    public byte[] ToBody(ISealSigner? signer)
    {
        var reason = EventRecords.Utf8(Reason, RecordLimits.MaxText);
        var body = new byte[FixedLength + reason.Length];
        var span = body.AsSpan();
        SessionId.TryWriteBytes(span, bigEndian: true, out _);
        span[16] = (byte)State;
        span[17] = (byte)Cause;
        span[18] = (byte)(signer?.Algorithm ?? SealAlgorithm.None);
        BinaryPrimitives.WriteInt64LittleEndian(span[20..], RecordChunks);
        BinaryPrimitives.WriteInt64LittleEndian(span[28..], Records);
        BinaryPrimitives.WriteInt64LittleEndian(span[36..], Duration);
        BinaryPrimitives.WriteInt64LittleEndian(span[44..], EndUnixMicroseconds);
        Chain.Span.CopyTo(span[52..]);
        signer?.KeyId.Span.CopyTo(span[84..]);
        BinaryPrimitives.WriteUInt16LittleEndian(span[100..], (ushort)reason.Length);
        reason.CopyTo(span[FixedLength..]);

        var signature = signer?.Sign([.. SigningContext, .. body]) ?? [];
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)signature.Length);
        return [.. body, .. length, .. signature];
    }

    /// <summary>Reads the body of a seal chunk; false if it breaks the format. Does not check the signature.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out RecordingSeal? seal)
    {
        seal = null;
        if (body.Length < FixedLength || body[16] > (byte)SealState.Incomplete || body[19] != 0)
            return false;
        var signedLength = FixedLength + BinaryPrimitives.ReadUInt16LittleEndian(body[100..]);
        if (signedLength > FixedLength + RecordLimits.MaxText || body.Length < signedLength + sizeof(ushort))
            return false;
        var signature = body[(signedLength + sizeof(ushort))..];
        if (signature.Length != BinaryPrimitives.ReadUInt16LittleEndian(body[signedLength..]) || signature.Length > MaxSignature)
            return false;

        seal = new RecordingSeal
        {
            SessionId = new Guid(body[..16], bigEndian: true),
            State = (SealState)body[16],
            Cause = (SealCause)body[17],
            Algorithm = (SealAlgorithm)body[18],
            RecordChunks = BinaryPrimitives.ReadInt64LittleEndian(body[20..]),
            Records = BinaryPrimitives.ReadInt64LittleEndian(body[28..]),
            Duration = BinaryPrimitives.ReadInt64LittleEndian(body[36..]),
            EndUnixMicroseconds = BinaryPrimitives.ReadInt64LittleEndian(body[44..]),
            Chain = body.Slice(52, ChunkHeader.ChainLength).ToArray(),
            KeyId = body.Slice(84, KeyIdLength).ToArray(),
            Reason = Encoding.UTF8.GetString(body[FixedLength..signedLength]),
            SignedMessage = (byte[])[.. SigningContext, .. body[..signedLength]],
            Signature = signature.ToArray(),
        };
        return seal.RecordChunks >= 0 && seal.Records >= 0 && seal.Duration is >= 0 and <= RecordLimits.MaxTime;
    }
}
