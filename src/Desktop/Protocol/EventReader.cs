using System.Buffers.Binary;
using System.Net.Sockets;

namespace Hindsight.Desktop.Protocol;

/// <summary>Cuts the worker's stream into events. The body is valid until the next read.</summary>
internal sealed class EventReader(Socket control)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next event, or null when the worker is gone.</summary>
    /// <exception cref="WorkerProtocolException">An event is unknown or longer than it may be.</exception>
    internal async ValueTask<(WorkerEvent Number, ReadOnlyMemory<byte> Body)?> ReadAsync()
    {
        if (!await FillAsync(WorkerMessages.HeaderLength))
            return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        var number = (WorkerEvent)_buffer[_start + 4];
        if (length > WorkerEvents.MaxLength(number))
            throw new WorkerProtocolException($"event {number} is {length} bytes long");
        _start += WorkerMessages.HeaderLength;
        if (!await FillAsync((int)length))
            return null;
        var body = _buffer.AsMemory(_start, (int)length);
        _start += (int)length;
        return (number, body);
    }

    private async ValueTask<bool> FillAsync(int length)
    {
        if (_start + length > _buffer.Length)
        {
            var buffer = length > _buffer.Length ? new byte[length] : _buffer;
            Buffer.BlockCopy(_buffer, _start, buffer, 0, _end - _start);
            (_buffer, _start, _end) = (buffer, 0, _end - _start);
        }

        while (_end - _start < length)
        {
            try
            {
                var count = await control.ReceiveAsync(_buffer.AsMemory(_end));
                if (count == 0)
                    return false;
                _end += count;
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }

        return true;
    }
}
