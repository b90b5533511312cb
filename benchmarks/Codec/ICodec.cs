using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// One way to store a screen. The driver measures the CPU time of <see cref="Encode"/> and <see cref="Keyframe"/> and then
/// has <see cref="Decode"/> prove, outside the measured time, that what was written is the picture.
/// </summary>
internal interface ICodec : IDisposable
{
    string Name { get; }

    /// <summary>Codes the damaged cells of a picture and returns the bytes.</summary>
    int Encode(uint[] picture, IReadOnlyList<Rect> damage);

    /// <summary>Codes a picture from which playing can begin and returns the bytes.</summary>
    int Keyframe(uint[] picture);

    /// <summary>Applies what the last call wrote to the decoder's picture.</summary>
    ReadOnlySpan<uint> Decode();
}
