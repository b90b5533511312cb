using System.Buffers.Binary;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;

namespace Hindsight.Recording.Playback;

/// <summary>
/// An encrypted recording as its readers want it: chunk by chunk in decrypted form (docs/FORMAT.md, "Encryption"), at the
/// same offsets. What can't be decrypted has a wrong checksum. Best read forwards from a chunk's start. Not thread-safe.
/// </summary>
public sealed class DecryptedSource(IRecordingSource source, ChunkCipher cipher) : IRecordingSource, IDisposable
{
    /// <summary>Bytes between chunks that are handed on at once.</summary>
    private const int RawLength = 64 * 1024;

    private readonly SourceWindow _window = new(source, ChunkHeader.Length);

    /// <summary>The piece that was read last: a chunk, or bytes that are none.</summary>
    private (long Offset, ReadOnlyMemory<byte> Bytes) _piece = (0, default);

    /// <inheritdoc/>
    public long Length => source.Length;

    private long PieceEnd => _piece.Offset + _piece.Bytes.Length;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        if (offset < 0 || offset >= Length || target.IsEmpty)
            return 0;
        if (offset < _piece.Offset || offset >= PieceEnd)
            await MoveToAsync(offset, cancellationToken).ConfigureAwait(false);
        if (offset < _piece.Offset || offset >= PieceEnd)
            return 0;
        var part = _piece.Bytes[(int)(offset - _piece.Offset)..];
        part = part[..Math.Min(part.Length, target.Length)];
        part.CopyTo(target);
        return part.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();

    private async ValueTask MoveToAsync(long offset, CancellationToken cancellationToken)
    {
        if (offset < RecordingHeader.Length)
        {
            _piece = (0, (await _window.GetAsync(0, RecordingHeader.Length, cancellationToken).ConfigureAwait(false)).ToArray());
            return;
        }

        // Readers ask from chunk to chunk, so the wanted byte mostly is the first of one; its tag proves it.
        if (await TryReadChunkAsync(offset, isSure: offset == PieceEnd, cancellationToken).ConfigureAwait(false))
            return;
        var at = PieceEnd is var end && end <= offset && end > RecordingHeader.Length ? end : RecordingHeader.Length;
        while (at <= offset)
        {
            var bytes = await _window.GetAsync(at, ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
            var next = ChunkHeader.TryRead(bytes.Span, out var header) && header.TotalLength <= Length - at
                ? at + header.TotalLength
                : -1;
            if (next > offset && await TryReadChunkAsync(at, isSure: true, cancellationToken).ConfigureAwait(false))
                return;
            if (next < 0)
            {
                next = await ChunkFinder.FindAsync(_window, at + 1, Length, 0, 0, cancellationToken).ConfigureAwait(false);
                next = next < 0 ? Length : next;
                if (next > offset)
                {
                    _piece = (offset, (await _window.GetAsync(offset, (int)Math.Min(next - offset, RawLength), cancellationToken).ConfigureAwait(false)).ToArray());
                    return;
                }
            }

            at = next;
        }
    }

    /// <summary>Makes the chunk at <paramref name="offset"/> the present piece; false if there is none, or none that is <paramref name="isSure"/> by itself.</summary>
    private async ValueTask<bool> TryReadChunkAsync(long offset, bool isSure, CancellationToken cancellationToken)
    {
        var start = await _window.GetAsync(offset, ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
        if (!ChunkHeader.TryRead(start.Span, out var header) || header.TotalLength > Length - offset || (!isSure && !header.IsEncrypted))
            return false;
        var bytes = await _window.GetAsync(offset, header.TotalLength, cancellationToken).ConfigureAwait(false);
        if (bytes.Length < header.TotalLength)
            return false;
        var status = ChunkReader.Read(bytes, [], cipher, out var chunk);
        if (!isSure && status != ChunkStatus.Ok)
            return false;
        var copy = bytes.ToArray();
        if (header.IsEncrypted)
            Decrypt(header, status == ChunkStatus.Ok ? chunk.Body.Span : null, copy);
        else if (header.Type == ChunkType.Records && !header.IsEncrypted)
            copy.AsSpan(0, ChunkHeader.Length).Clear(); // Put there by somebody without the key: no chunk of this recording.
        _piece = (offset, copy);
        return true;
    }

    /// <summary>Puts a chunk into its decrypted form; one without a body gets a checksum that does not fit, so that readers see the damage.</summary>
    private static void Decrypt(in ChunkHeader header, ReadOnlySpan<byte> body, Span<byte> target)
    {
        var isWhole = !body.IsEmpty || header.BodyLength == 0;
        body = isWhole ? body : target.Slice(ChunkHeader.Length, header.BodyLength);
        (header with { Flags = (header.Flags & ~ChunkFlags.Encrypted) | ChunkFlags.Decrypted }).Write(target);
        body.CopyTo(target[ChunkHeader.Length..]);
        var check = target.Slice(ChunkHeader.Length + body.Length, header.CheckLength);
        check.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(check, isWhole ? Crc32C.Of(body) : ~Crc32C.Of(body));
    }
}
