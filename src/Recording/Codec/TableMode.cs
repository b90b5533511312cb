namespace Hindsight.Recording.Codec;

/// <summary>Which code tables a message uses: its first two bits.</summary>
internal enum TableMode
{
    /// <summary>All nineteen are in the message.</summary>
    Own = 0,

    /// <summary>One of each sort is in the message; all contexts and classes share it.</summary>
    Shared = 1,

    /// <summary>As <see cref="Own"/>; each block of a band names its predictor, and contexts tell how much changes.</summary>
    OwnWithPredictors = 2,

    /// <summary>The built-in ones.</summary>
    Default = 3,
}
