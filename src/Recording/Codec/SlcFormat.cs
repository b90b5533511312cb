namespace Hindsight.Recording.Codec;

/// <summary>The numbers of docs/FORMAT.md, "SLC messages". Encoder, decoder and every other reader share them; none may change.</summary>
internal static class SlcFormat
{
    /// <summary>Places of the history, in pixels. Distances count modulo this.</summary>
    public const int RingSize = 1 << 22;

    /// <summary>Places that bands may use; those after it stay empty.</summary>
    public const int RingUsable = RingSize - 32;

    /// <summary>The most pixels that a restart puts into the history.</summary>
    public const int RestartPixels = RingSize / 2;

    /// <summary>A rectangle is coded in bands of at most this many pixels, or of one row.</summary>
    public const int BandPixels = 1 << 18;

    /// <summary>The most pixels of one message.</summary>
    public const int MessagePixels = 1 << 19;

    /// <summary>The most rectangles, or moves, of one record.</summary>
    public const int MaxRectangles = 1024;

    /// <summary>The moves of one record together cover at most this many pictures.</summary>
    public const int CopiedScreens = 4;

    /// <summary>The largest side of a picture.</summary>
    public const int MaxSide = 16384;

    /// <summary>The most pixels of a picture.</summary>
    public const int MaxPicturePixels = 1 << 25;

    /// <summary>A pixel without light. The top byte of every pixel is 255.</summary>
    public const uint Black = 0xFF000000;

    public const int Contexts = 6;
    public const int FirstCacheSymbol = 256;
    public const int FirstMatchSymbol = 512;
    public const int MatchKinds = 6;
    public const int LengthCodes = 32;
    public const int MainSymbols = FirstMatchSymbol + (MatchKinds * LengthCodes);

    public const int ResidualClasses = 6;
    public const int ChromaSymbols = 256;
    public const int DistanceSymbols = 56;
    public const int MaxMatch = 1 << 16;

    public const int MaxCodeLength = 12;
    public const int MaxLengthCodeLength = 7;
    public const int LengthSymbols = 19;

    // Where each table's code lengths begin in the list of all of them, in the order of the stream.
    public const int RedOffset = Contexts * MainSymbols;
    public const int BlueOffset = RedOffset + (ResidualClasses * ChromaSymbols);
    public const int DistanceOffset = BlueOffset + (ResidualClasses * ChromaSymbols);
    public const int AllLengths = DistanceOffset + DistanceSymbols;

    // The same for the shorter list, which has one table of each sort.
    public const int SharedRedOffset = MainSymbols;
    public const int SharedBlueOffset = SharedRedOffset + ChromaSymbols;
    public const int SharedDistanceOffset = SharedBlueOffset + ChromaSymbols;
    public const int SharedLengths = SharedDistanceOffset + DistanceSymbols;

    /// <summary>Rows of a band of a rectangle this wide.</summary>
    public static int BandRows(int width) => Math.Max(1, BandPixels / width);

    /// <summary>Rows of a keyframe's strip, and of a part of a rectangle too large for one message.</summary>
    public static int StripRows(int width) => Math.Max(1, MessagePixels / width);
}
