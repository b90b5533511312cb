using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>The chunks of records of a recording, one after the other, for what goes through all of it. Not thread-safe.</summary>
internal sealed class RecordWalk(IRecordingSource source)
{
    private readonly ChunkTrack _track = new(source);

    /// <summary>Whether something before the present chunk could not be read.</summary>
    public bool IsBehindDamage { get; private set; }

    /// <summary>Whether any part could not be read.</summary>
    public bool HasDamage { get; private set; }

    /// <summary>The present chunk's first time.</summary>
    public long FirstTime => _track.Header!.Value.FirstTime;

    /// <summary>The present chunk's records.</summary>
    public ReadOnlySpan<byte> Records => _track.Body.Span;

    /// <summary>Goes to the next chunk of records that is whole. Behind damage that is one with a keyframe.</summary>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_track.Body.Length > 0)
        {
            _track.MoveOn();
            IsBehindDamage = false;
        }

        while (await _track.ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_track.Header is not { } header)
                throw new RecordingFormatException("the recording is damaged so that the next part can't be found: repair it first");
            if (header.Type == ChunkType.Records)
            {
                if (header.IsEncrypted)
                    throw new RecordingFormatException("the recording is encrypted: unlock it first");
                switch (await _track.ReadBodyAsync(cancellationToken).ConfigureAwait(false))
                {
                    case null when !IsBehindDamage || header.StartsSegment:
                        return true;
                    case DamageKind.Tail:
                        HasDamage = true;
                        return false;
                    default:
                        (IsBehindDamage, HasDamage) = (true, true);
                        break;
                }
            }

            _track.MoveOn();
        }

        return false;
    }
}
