using System.Buffers;
using System.Globalization;
using Hindsight.Server.Storage;
using Microsoft.Net.Http.Headers;

namespace Hindsight.Server.Library;

/// <summary>The part of a file that a request wants (RFC 9110, section 14). Several ranges at once are answered with the whole file.</summary>
internal readonly record struct ByteRange(long From, long Length)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>The part; null when the request names none or more than one. False when the file has nothing of it.</summary>
    public static bool TryRead(HttpRequest request, long fileLength, out ByteRange? range)
    {
        range = null;
        if (request.GetTypedHeaders().Range is not { } header || header.Unit != "bytes" || header.Ranges.Count != 1 || request.Headers.ContainsKey(HeaderNames.IfRange))
            return true;
        var wanted = header.Ranges.First();
        var from = wanted.From ?? Math.Max(0, fileLength - wanted.To!.Value);
        var to = wanted is { From: not null, To: { } last } ? Math.Min(last, fileLength - 1) : fileLength - 1;
        if (from >= fileLength || to < from || (wanted.From is null && wanted.To == 0))
            return false;
        range = new ByteRange(from, to - from + 1);
        return true;
    }

    /// <summary>Sends the part of <paramref name="content"/>, or all of its <paramref name="fileLength"/> bytes.</summary>
    public static async Task SendAsync(HttpContext http, IRecordingContent content, long fileLength, ByteRange? range)
    {
        var response = http.Response;
        var part = range ?? new ByteRange(0, fileLength);
        response.StatusCode = range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
        if (range is not null)
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {part.From}-{part.From + part.Length - 1}/{fileLength}");
        response.ContentLength = part.Length;

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long sent = 0; sent < part.Length;)
            {
                var wanted = (int)Math.Min(buffer.Length, part.Length - sent);
                var read = await content.ReadAsync(part.From + sent, buffer.AsMemory(0, wanted), http.RequestAborted);
                if (read == 0)
                    throw new EndOfStreamException("The recording's file is shorter than its ledger row says.");
                await response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
                sent += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
