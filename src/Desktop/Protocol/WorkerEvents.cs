using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hindsight.Recording.Screen;

namespace Hindsight.Desktop.Protocol;

/// <summary>Reads what the worker says. The worker faces the RDP host, so nothing it says is believed unchecked.</summary>
internal static class WorkerEvents
{
    /// <summary>Clipboard text is at most this long in UTF-8, each way.</summary>
    internal const int MaxClipboardBytes = 1 << 20;

    private const int PointerHeadLength = 10;
    private const int EndedHeadLength = 6;
    private const int MaxLogLength = 1001;

    /// <summary>The longest body of an event; beyond it the worker is broken.</summary>
    internal static int MaxLength(WorkerEvent number) => number switch
    {
        WorkerEvent.Certificate => 64 * 1024,
        WorkerEvent.Size or WorkerEvent.Pong => 4,
        WorkerEvent.Frame => FrameHeader.MaxLength,
        WorkerEvent.Pointer => PointerHeadLength + PointerShape.MaxSide * PointerShape.MaxSide * 4,
        WorkerEvent.Clipboard => MaxClipboardBytes * 2,
        WorkerEvent.Log => MaxLogLength,
        WorkerEvent.Ended => 256,
        _ => throw new WorkerProtocolException($"event {(int)number} is unknown"),
    };

    internal static (int Width, int Height) Size(ReadOnlySpan<byte> body, int maxPixels)
    {
        Expect(body.Length == 4, "a size has a wrong length");
        int width = BinaryPrimitives.ReadUInt16LittleEndian(body), height = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        Expect(width > 0 && height > 0 && (long)width * height <= maxPixels, "a size is out of range");
        return (width, height);
    }

    internal static uint Pong(ReadOnlySpan<byte> body)
    {
        Expect(body.Length == 4, "a pong has a wrong length");
        return BinaryPrimitives.ReadUInt32LittleEndian(body);
    }

    internal static PointerShape Pointer(ReadOnlySpan<byte> body)
    {
        Expect(body.Length >= PointerHeadLength, "a pointer is too short");
        Span<ushort> head = stackalloc ushort[5];
        for (var i = 0; i < head.Length; i++)
            head[i] = BinaryPrimitives.ReadUInt16LittleEndian(body[(2 * i)..]);
        int width = head[1], height = head[2];
        switch ((PointerKind)head[0])
        {
            case PointerKind.Hidden: return PointerShape.Hidden;
            case PointerKind.Default: return PointerShape.Default;
            case PointerKind.Shape: break;
            default: throw new WorkerProtocolException("a pointer is of an unknown kind");
        }

        Expect(width is > 0 and <= PointerShape.MaxSide && height is > 0 and <= PointerShape.MaxSide, "a pointer's size is out of range");
        Expect(body.Length == PointerHeadLength + width * height * 4, "a pointer's length does not fit its size");
        var pixels = MemoryMarshal.Cast<byte, uint>(body[PointerHeadLength..]).ToArray();
        // Hosts do send hot spots outside the picture.
        return new PointerShape(PointerKind.Shape, width, height, Math.Min(head[3], width - 1), Math.Min(head[4], height - 1), pixels);
    }

    /// <summary>Text with plain line ends and no broken surrogates; null when it is longer than is passed on.</summary>
    internal static string? Clipboard(ReadOnlySpan<byte> body)
    {
        Expect(body.Length % 2 == 0, "a text has half a character");
        var bytes = Encoding.UTF8.GetBytes(new string(MemoryMarshal.Cast<byte, char>(body)).Replace("\r\n", "\n", StringComparison.Ordinal));
        return bytes.Length <= MaxClipboardBytes ? Encoding.UTF8.GetString(bytes) : null;
    }

    internal static (int Level, string Line) Log(ReadOnlySpan<byte> body)
    {
        Expect(body.Length >= 1, "a log line is too short");
        var line = Encoding.UTF8.GetString(body[1..]);
        return (Math.Min((int)body[0], 5), string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)));
    }

    internal static WorkerReport Ended(ReadOnlySpan<byte> body)
    {
        Expect(body.Length >= EndedHeadLength && body[0] <= (byte)WorkerReportOrigin.Worker, "an end is not as it must be");
        return new WorkerReport(
            (WorkerReportOrigin)body[0], body[1] != 0, BinaryPrimitives.ReadUInt32LittleEndian(body[2..]),
            string.Concat(Encoding.ASCII.GetString(body[EndedHeadLength..]).Where(c => char.IsAsciiLetterOrDigit(c) || c == '_')));
    }

    /// <exception cref="DesktopException">The certificate can't be read.</exception>
    internal static DesktopCertificate Certificate(ReadOnlySpan<byte> body)
    {
        try
        {
            var pem = Encoding.ASCII.GetString(body);
            var der = Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return new DesktopCertificate(
                Convert.ToHexStringLower(SHA256.HashData(der)), certificate.Subject, certificate.Issuer,
                certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), der);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or CryptographicException)
        {
            throw new DesktopException(
                DesktopFailure.TlsFailed, "The desktop's certificate cannot be read. Install a valid certificate on it.", error);
        }
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
            throw new WorkerProtocolException(otherwise);
    }
}
