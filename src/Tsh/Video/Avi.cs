using System.Buffers.Binary;

namespace Hindsight.Tsh.Video;

/// <summary>
/// Motion JPEG in an AVI file, which needs no other program. AVI knows one rate of pictures: where nothing changed there is
/// an empty one, which players take for the one before.
/// </summary>
internal sealed class Avi : IPictureWriter
{
    /// <summary>Lengths in the file have 32 bits; the index comes on top of the pictures.</summary>
    private const long Longest = 0xFFFF_FFFF;

    private const int IsKeyframe = 0x10, HasIndex = 0x10, RateScale = 1000;
    private const int HeadLength = 224, ListAt = 212;

    private readonly JpegEncoder _encoder;
    private readonly FileStream _file;
    private readonly OutputFile _output;
    private readonly TemporaryFile? _temporary;
    private readonly int _width;
    private readonly int _height;
    private readonly int _rate;
    private readonly MemoryStream _index = new();
    private int _pictures;
    private int _largest;

    /// <summary>Pictures of a size, at most <paramref name="fps"/> a second. For a pipe the file is made first, for its head is written last.</summary>
    internal Avi(OutputFile output, int width, int height, int quality, double fps)
    {
        (_output, _width, _height, _rate) = (output, width, height, (int)Math.Round(fps * RateScale));
        _encoder = new JpegEncoder(width, height, quality);
        _temporary = output.IsPipe ? TemporaryFile.Of("") : null;
        _file = new FileStream(_temporary?.Path ?? output.WorkPath, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        _file.Write(new byte[HeadLength]);
    }

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<uint> picture, long time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        FillUntil(SlotOf(time));
        Add(_encoder.Encode(picture.Span).Span);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task FinishAsync(long end, CancellationToken cancellation)
    {
        FillUntil(SlotOf(end));
        var list = _file.Position - ListAt;
        await _file.WriteAsync((byte[])[.. "idx1"u8, .. Number((int)_index.Length)], cancellation);
        _index.Position = 0;
        await _index.CopyToAsync(_file, cancellation);
        var whole = _file.Position;
        _file.Position = 0;
        await _file.WriteAsync(Head((uint)(whole - 8), (uint)list), cancellation);
        await _file.FlushAsync(cancellation);
        if (_output.IsPipe)
        {
            _file.Position = 0;
            await using var pipe = Console.OpenStandardOutput();
            await _file.CopyToAsync(pipe, cancellation);
        }

        await _file.DisposeAsync();
        _output.Keep();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _temporary?.Dispose();
    }

    private int SlotOf(long time) => (int)Math.Round((double)time * _rate / (1000L * RateScale));

    private void FillUntil(int slot)
    {
        while (_pictures > 0 && _pictures < slot)
            Add([]);
    }

    private void Add(ReadOnlySpan<byte> picture)
    {
        var at = _file.Position;
        if (at + picture.Length + _index.Length + 64 > Longest)
            throw new Failure(ExitCode.Output, "an AVI file holds at most 4 GB: export a part with --from and --to, or less with --quality or --fps, or take mp4");
        _file.Write("00dc"u8);
        _file.Write(Number(picture.Length));
        _file.Write(picture);
        if (picture.Length % 2 != 0)
            _file.WriteByte(0);
        _index.Write("00dc"u8);
        _index.Write(Number(picture.Length > 0 ? IsKeyframe : 0));
        // Counted from the list's name.
        _index.Write(Number((int)(at - (ListAt + 8))));
        _index.Write(Number(picture.Length));
        _pictures++;
        _largest = Math.Max(_largest, picture.Length);
    }

    private byte[] Head(uint whole, uint list)
    {
        byte[] main = [.. Numbers((int)(1_000_000L * RateScale / _rate), 0, 0, HasIndex, _pictures, 0, 1, _largest, _width, _height, 0, 0, 0, 0)];
        byte[] stream = [.. "vidsMJPG"u8, .. Numbers(0, 0, 0, RateScale, _rate, 0, _pictures, _largest, -1, 0), .. Numbers(0, _width | _height << 16)];
        byte[] format = [.. Numbers(40, _width, _height, 1 | 24 << 16), .. "MJPG"u8, .. Numbers(_width * _height * 3, 0, 0, 0, 0)];
        var streamList = List("strl", [.. Chunk("strh", stream), .. Chunk("strf", format)]);
        byte[] head = [.. "RIFF"u8, .. Number((int)whole), .. "AVI "u8, .. List("hdrl", [.. Chunk("avih", main), .. streamList]), .. "LIST"u8, .. Number((int)(list - 8)), .. "movi"u8];
        return head.Length == HeadLength ? head : throw new InvalidOperationException($"the head has {head.Length} bytes");
    }

    private static byte[] List(string name, byte[] body) => Chunk("LIST", [.. System.Text.Encoding.ASCII.GetBytes(name), .. body]);

    private static byte[] Chunk(string name, byte[] body) => [.. System.Text.Encoding.ASCII.GetBytes(name), .. Number(body.Length), .. body];

    private static IEnumerable<byte> Numbers(params int[] values) => values.SelectMany(Number);

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
