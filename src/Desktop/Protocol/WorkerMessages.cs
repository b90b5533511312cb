using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Hindsight.Desktop.Protocol;

/// <summary>Builds the messages to the worker: u32 length of the body, u8 number, body; little-endian.</summary>
internal static class WorkerMessages
{
    internal const int Version = 1;
    internal const int HeaderLength = 5;

    /// <summary>The first message. It holds the password: clear it once it is sent.</summary>
    internal static byte[] Start(DesktopTarget target, DesktopCredentials credentials, int width, int height, int maxPixels)
    {
        const int FixedLength = 18;
        string[] texts = [target.Host, credentials.User, credentials.Domain, credentials.Password];
        // Pinned, so that the collector leaves no copies behind.
        var message = GC.AllocateArray<byte>(
            HeaderLength + FixedLength + texts.Sum(t => 2 + Encoding.UTF8.GetByteCount(t)), pinned: true);
        Head(message, WorkerCommand.Start);
        var body = message.AsSpan(HeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(body, Version);
        body[4] = (byte)target.Graphics;
        body[5] = target.Clipboard ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(body[6..], (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(body[8..], (ushort)height);
        BinaryPrimitives.WriteInt32LittleEndian(body[10..], maxPixels);
        BinaryPrimitives.WriteInt32LittleEndian(body[14..], target.KeyboardLayout);
        body = body[FixedLength..];
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetBytes(text, body[2..]);
            BinaryPrimitives.WriteUInt16LittleEndian(body, checked((ushort)length));
            body = body[(2 + length)..];
        }

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
