using System.Buffers.Binary;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// Reads the events of a Teleport recording: parts one after the other, each a header, one gzip member, and padding. Holds one
/// part's compressed bytes and one event at a time.
/// </summary>
internal sealed class TeleportParts(Stream source) : IDisposable
{
    /// <summary>The longest event, in bytes.</summary>
    public const int MaxEvent = 65_536;

    /// <summary>The largest part that is read; Teleport's are little over 5 MiB.</summary>
    private const long MaxPart = 256 << 20;

    private readonly byte[] _event = new byte[MaxEvent];
    private OneMemberStream? _part;
    private long _padding;
    private bool _isFirst = true;

    /// <summary>Whether the file ended where it should not.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next event's bytes, valid until the next call; null at the end. A file that is cut ends early.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_part is null && !await OpenPartAsync(cancellationToken).ConfigureAwait(false))
                return null;
            if (_part!.ReadEvent(_event) is { } length)
                return _event.AsMemory(0, length);
            if (!_part.IsWhole)
                IsCut = true;
            _part.Dispose();
            _part = null;
            if (IsCut || !await SkipAsync(_padding, cancellationToken).ConfigureAwait(false))
                return null;
        }
    }

    public void Dispose() => _part?.Dispose();

    private async ValueTask<bool> OpenPartAsync(CancellationToken cancellationToken)
    {
        var header = new byte[32];
        while (true)
        {
            var count = await source.ReadAtLeastAsync(header.AsMemory(0, 24), 24, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (count < 24)
            {
                if (_isFirst)
                    throw new RecordingFormatException("this is no Teleport recording: it has no part");
                IsCut |= count > 0;
                return false;
            }

            var size = await CheckAsync(header, cancellationToken).ConfigureAwait(false);
            _isFirst = false;
            if (size == 0)
            {
                if (!await SkipAsync(_padding, cancellationToken).ConfigureAwait(false))
                    return false;
                continue;
            }

            // The array grows with what is really there, not with what the header claims.
            using var body = new MemoryStream();
            await CopyAsync(body, size, cancellationToken).ConfigureAwait(false);
            _part = new OneMemberStream(body.ToArray(), isCut: body.Length < size);
            return true;
        }
    }

    private async ValueTask<long> CheckAsync(byte[] header, CancellationToken cancellationToken)
    {
        var (version, size, padding) = (Number(header, 0), Number(header, 8), Number(header, 16));
        if (version is not (1 or 2) || size > MaxPart || padding > MaxPart)
        {
            throw new RecordingFormatException(_isFirst
                ? "this is no Teleport recording, or one of a newer version"
                : "a part of the recording has a broken header");
        }

        if (version == 2)
        {
            IsCut |= await source.ReadAtLeastAsync(header.AsMemory(24, 8), 8, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < 8;
            if ((header[24] & 1) != 0)
                throw new RecordingFormatException("the recording is encrypted with keys of Teleport's: download it decrypted, with `tctl recordings download`");
        }

        _padding = (long)padding;
        return (long)size;
    }

    private async ValueTask CopyAsync(MemoryStream target, long size, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (target.Length < size)
        {
            var count = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, size - target.Length)), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return;
            target.Write(buffer, 0, count);
        }
    }

    private async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (count > 0)
        {
            var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                IsCut = true;
                return false;
            }

            count -= read;
        }

        return true;
    }

    private static ulong Number(byte[] header, int at) => BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(at));
}
