using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Hindsight.Desktop.Protocol;

/// <summary>Builds the messages to the worker: u32 length of the body, u8 number, body; little-endian.</summary>
internal static class WorkerMessages
{
    internal const int HeaderLength = 5;

    /// <summary>A FreeRDP setting. It may hold the password: the queue clears it once it is sent.</summary>
    internal static byte[] Setting(string name, string value)
    {
        // Pinned, so that the collector leaves no copies behind.
        var message = GC.AllocateArray<byte>(
            HeaderLength + Encoding.UTF8.GetByteCount(name) + 1 + Encoding.UTF8.GetByteCount(value), pinned: true);
        Head(message, WorkerCommand.Setting);
        var body = message.AsSpan(HeaderLength);
        var length = Encoding.UTF8.GetBytes(name, body);
        body[length] = (byte)'=';
        Encoding.UTF8.GetBytes(value, body[(length + 1)..]);
        return message;
    }

    internal static byte[] Empty(WorkerCommand command) => Numbers(command);

    internal static byte[] Accept(bool accepted) => Bytes(WorkerCommand.Certificate, [accepted ? (byte)1 : (byte)0]);

    internal static byte[] Acknowledge(uint number) => Long(WorkerCommand.Acknowledge, number);

    internal static byte[] Ping(uint number) => Long(WorkerCommand.Ping, number);

    /// <summary>Text as UTF-16, with the line ends Windows expects.</summary>
    internal static byte[] Clipboard(string text) =>
        Bytes(WorkerCommand.Clipboard, MemoryMarshal.AsBytes(text.ReplaceLineEndings("\r\n").AsSpan()));

    internal static byte[] Numbers(WorkerCommand command, params ReadOnlySpan<ushort> numbers)
    {
        Span<byte> body = stackalloc byte[numbers.Length * 2];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(body[(2 * i)..], numbers[i]);
        return Bytes(command, body);
    }

    private static byte[] Long(WorkerCommand command, uint number)
    {
        Span<byte> body = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(body, number);
        return Bytes(command, body);
    }

    private static byte[] Bytes(WorkerCommand command, ReadOnlySpan<byte> body)
    {
        var message = new byte[HeaderLength + body.Length];
        Head(message, command);
        body.CopyTo(message.AsSpan(HeaderLength));
        return message;
    }

    private static void Head(Span<byte> message, WorkerCommand command)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length - HeaderLength);
        message[4] = (byte)command;
    }
}
