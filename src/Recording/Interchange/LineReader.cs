using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Reads the lines of a stream, whose length is bounded.</summary>
internal sealed class LineReader(Stream source)
{
    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLine = 16 << 20;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>Lines read so far.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the last line that was read had no line end, as where a file is cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next line without its end, valid until the next call; null at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
                return Take(searched + at, 1);
            searched = _end - _start;
            if (_isOver)
            {
                IsCut = searched > 0;
                if (!IsCut)
                    return null;
                return Take(searched, 0);
            }

            if (searched >= MaxLine)
                throw new RecordingFormatException($"line {Number + 1} is longer than {MaxLine} bytes");
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var held = _end - _start;
        var target = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, held);
        var count = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        _isOver = count == 0;
    }

    private ReadOnlyMemory<byte> Take(int length, int skip)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + skip;
        Number++;
        return line;
    }
}
