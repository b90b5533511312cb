using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Server.Sessions;

/// <summary>
/// One browser that watches a session. What it has not acknowledged is bounded. When that is used up the viewer is
/// behind: it is sent nothing until it has acknowledged everything, and then a keyframe. So it never shows stale or
/// broken pixels, and never slows the recorder or another viewer.
/// </summary>
internal sealed class Viewer(Outbox outbox, bool ownsInput)
{
    /// <summary>Messages that may be unacknowledged.</summary>
    public const int MaxMessages = 8;

    /// <summary>Bytes that may be unacknowledged, except for a single message that is larger.</summary>
    public const int MaxBytes = 2 << 20;

    /// <summary>How old the oldest unacknowledged message may be, in milliseconds, before it makes the viewer wait: the lag a person is shown.</summary>
    public const long MaxAge = 1000;

    private const byte RecordsMessage = 1;
    private const byte ClipboardMessage = 2;
    private readonly Lock _lock = new();
    private readonly Queue<Sent> _unacknowledged = new(MaxMessages);
    private long _unacknowledgedBytes;
    private uint _number;
    private bool _behind;

    /// <summary>Whether this viewer moves the pointer, so that it need not be told where the pointer is.</summary>
    public bool OwnsInput => ownsInput;

    /// <summary>Whether it missed something and waits for a keyframe.</summary>
    public bool Behind
    {
        get
        {
            lock (_lock)
                return _behind;
        }
    }

    /// <summary>Whether it missed something and has acknowledged all that it was sent, so that a keyframe may go out.</summary>
    public bool AwaitsKeyframe
    {
        get
        {
            lock (_lock)
                return _behind && _unacknowledged.Count == 0;
        }
    }

    /// <summary>A viewer that joins late waits for a keyframe from the start.</summary>
    public void JoinLate()
    {
        lock (_lock)
            _behind = true;
    }

    /// <summary>Sends a JSON message.</summary>
    public void Post(ServerMessage message) => outbox.Post(message);

    /// <summary>Sends clipboard text of so many bytes of UTF-8.</summary>
    public void PostClipboard(string text, int bytes)
    {
        var array = ArrayPool<byte>.Shared.Rent(1 + bytes);
        array[0] = ClipboardMessage;
        Encoding.UTF8.GetBytes(text, array.AsSpan(1));
        outbox.Post(new OutgoingMessage(array, 1 + bytes, IsText: false));
    }

    /// <summary>Sends the records of a moment, unless the viewer is or now falls behind. The bytes are copied.</summary>
    public void Offer(long time, ReadOnlySpan<byte> records)
    {
        lock (_lock)
        {
            if (_behind)
                return;
            if (!HasRoom(time, records.Length))
            {
                _behind = true;
                return;
            }

            Send(time, [], records);
        }
    }

    /// <summary>Sends a keyframe; from here on the viewer is in step again.</summary>
    public void SendKeyframe(long time, ReadOnlySpan<byte> body)
    {
        Span<byte> header = stackalloc byte[2 + Varint.MaxLength];
        header[0] = (byte)RecordKind.Keyframe;
        var length = 1 + Varint.Write(header[1..], (ulong)body.Length);
        header[length++] = 0; // dt: the message states the time
        lock (_lock)
        {
            _behind = false;
            Send(time, header[..length], body);
        }
    }

    /// <summary>Takes an acknowledgement of a message and all before it; false if no such message was sent.</summary>
    public bool Acknowledge(uint number)
    {
        lock (_lock)
        {
            if ((int)(_number - number) < 0)
                return false;
            while (_unacknowledged.TryPeek(out var oldest) && (int)(number - oldest.Number) >= 0)
                _unacknowledgedBytes -= _unacknowledged.Dequeue().Bytes;
            return true;
        }
    }

    private bool HasRoom(long time, int bytes) =>
        !_unacknowledged.TryPeek(out var oldest)
        || (_unacknowledged.Count < MaxMessages && _unacknowledgedBytes + bytes <= MaxBytes && time - oldest.Time <= MaxAge);

    private void Send(long time, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var array = ArrayPool<byte>.Shared.Rent(5 + Varint.MaxLength + first.Length + second.Length);
        array[0] = RecordsMessage;
        BinaryPrimitives.WriteUInt32LittleEndian(array.AsSpan(1), ++_number);
        var length = 5 + Varint.Write(array.AsSpan(5), (ulong)time);
        first.CopyTo(array.AsSpan(length));
        length += first.Length;
        second.CopyTo(array.AsSpan(length));
        length += second.Length;
        _unacknowledged.Enqueue(new Sent(_number, time, length));
        _unacknowledgedBytes += length;
        outbox.Post(new OutgoingMessage(array, length, IsText: false));
    }

    private readonly record struct Sent(uint Number, long Time, int Bytes);
}
