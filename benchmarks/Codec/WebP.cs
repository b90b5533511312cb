using System.Runtime.InteropServices;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>`webp`: every rectangle of damage as a lossless WebP (Debian's libwebp7, its default effort), with 8 bytes of position.</summary>
internal sealed partial class WebP(int width, int height) : ICodec
{
    private readonly uint[] _decoded = Black.Picture(width, height);
    private readonly List<Rect> _rectangles = [];
    private readonly List<byte[]> _images = [];

    /// <summary>Whether the library is installed.</summary>
    public static bool IsAvailable => NativeLibrary.TryLoad("libwebp.so.7", out _);

    public string Name => "webp";

    public int Encode(uint[] picture, IReadOnlyList<Rect> damage)
    {
        DamageRectangles.Merge(damage, _rectangles);
        _images.Clear();
        foreach (var r in _rectangles)
        {
            var size = WebPEncodeLosslessBGRA(ref picture[r.Y * width + r.X], r.Width, r.Height, width * 4, out var output);
            if (size == 0)
                throw new InvalidDataException("webp: a rectangle could not be encoded");
            var image = new byte[size];
            Marshal.Copy(output, image, 0, image.Length);
            WebPFree(output);
            _images.Add(image);
        }

        return _images.Sum(i => 8 + i.Length);
    }

    public int Keyframe(uint[] picture) => Encode(picture, [new Rect(0, 0, width, height)]);

    public ReadOnlySpan<uint> Decode()
    {
        for (var i = 0; i < _images.Count; i++)
        {
            var r = _rectangles[i];
            var at = r.Y * width + r.X;
            var bytes = (nuint)(((r.Height - 1) * width + r.Width) * 4);
            if (WebPDecodeBGRAInto(ref _images[i][0], (nuint)_images[i].Length, ref _decoded[at], bytes, width * 4) == 0)
                throw new InvalidDataException("webp: a rectangle could not be decoded");
        }

        return _decoded;
    }

    public void Dispose()
    {
    }

    [LibraryImport("libwebp.so.7")]
    private static partial nuint WebPEncodeLosslessBGRA(ref uint pixels, int width, int height, int stride, out nint output);

    [LibraryImport("libwebp.so.7")]
    private static partial nint WebPDecodeBGRAInto(ref byte data, nuint size, ref uint output, nuint outputSize, int stride);

    [LibraryImport("libwebp.so.7")]
    private static partial void WebPFree(nint pointer);
}
