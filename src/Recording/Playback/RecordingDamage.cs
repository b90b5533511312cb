namespace Hindsight.Recording.Playback;

/// <summary>What is wrong with a part of a file.</summary>
public enum DamageKind
{
    /// <summary>The file header has changed bits.</summary>
    Header,

    /// <summary>Bytes that are no chunk, between two chunks.</summary>
    Chunk,

    /// <summary>A chunk's body does not fit its checksum, or lacks bytes.</summary>
    Body,

    /// <summary>A chunk fits its checksum and holds no proper records.</summary>
    Records,

    /// <summary>A chunk does not fit the chain.</summary>
    Chain,

    /// <summary>Chunks are missing.</summary>
    Missing,

    /// <summary>A chunk out of its order.</summary>
    Order,

    /// <summary>The file ends without a seal, or within a chunk.</summary>
    Tail,

    /// <summary>The index is damaged or is not the chunks'.</summary>
    Index,

    /// <summary>The seal is damaged or is not the chunks'.</summary>
    Seal,

    /// <summary>The trailer is damaged.</summary>
    Trailer,

    /// <summary>Bytes after the end.</summary>
    Excess,
}

/// <summary>
/// A damaged part of a recording; times in ms since the session's start. <see cref="From"/> and <see cref="To"/> enclose
/// the records that are damaged or missing. Pictures are right again at <see cref="ShownAgain"/>, where the next segment
/// begins, or the recording's end.
/// </summary>
public sealed record RecordingDamage(DamageKind Kind, long Offset, long From, long To, long ShownAgain)
{
    /// <summary>Whether pictures are missing, and not only something at the end.</summary>
    public bool HidesPictures => Kind is not (DamageKind.Header or DamageKind.Tail or DamageKind.Index or DamageKind.Seal or DamageKind.Trailer or DamageKind.Excess);

    /// <summary>What is wrong, in words.</summary>
    public string Reason => Kind switch
    {
        DamageKind.Header => "the header of the file is damaged",
        DamageKind.Chunk => "a part of the file is damaged",
        DamageKind.Body => "a part of the recording does not fit its checksum",
        DamageKind.Records => "a part of the recording holds no proper records",
        DamageKind.Chain => "a part of the recording was changed after it was written",
        DamageKind.Missing => "a part of the recording is missing",
        DamageKind.Order => "a part of the recording is not in its place",
        DamageKind.Tail => "the end of the recording is missing",
        DamageKind.Index => "the index of the recording is damaged",
        DamageKind.Seal => "the seal of the recording is damaged",
        DamageKind.Trailer => "the last bytes of the file are damaged",
        _ => "the file goes on after the end of the recording",
    };
}
