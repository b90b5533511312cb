namespace Hindsight.Recording.Codec;

/// <summary>
/// What encoding one message needs besides the history: tokens, counts, code tables and the message itself. Rented for
/// the time of one update; about 4.5 MB, of which only what large messages touch is resident.
/// </summary>
internal sealed class SlcWorkspace : IDisposable
{
    /// <summary>A record's rectangle list, then the tables of a message, in bytes.</summary>
    private const int HeaderBytes = 32 * 1024;

    /// <summary>Three code words of 12 bits.</summary>
    private const int BitsPerPixel = 36;

    /// <summary>The pool that all encoders share.</summary>
    public static SlotPool<SlcWorkspace> Pool { get; } = new(() => new SlcWorkspace(), 4);

    /// <summary>
    /// Tokens of the message: at most one a pixel, since a match with two words covers at least five pixels; and one a
    /// block with a predictor, which has at least sixteen.
    /// </summary>
    public NativeArray<uint> Tokens { get; } = new(SlcFormat.MessagePixels + (SlcFormat.MessagePixels / 16) + 16);

    /// <summary>The record's body. Room for any message of <see cref="SlcFormat.MessagePixels"/>.</summary>
    public NativeArray<byte> Body { get; } = new(HeaderBytes + (SlcFormat.MessagePixels / 8 * BitsPerPixel) + BitWriter.Slack);

    /// <summary>How often each symbol occurs, in the order of the tables.</summary>
    public NativeArray<uint> Counts { get; } = new(SlcFormat.AllLengths);

    /// <summary>Chooses and writes the tables.</summary>
    public CodeTables Tables { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        Tokens.Dispose();
        Body.Dispose();
        Counts.Dispose();
    }
}
