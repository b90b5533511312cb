using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Hindsight.Recording.Screen;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>
/// A VNC server (RFC 6143, version 3.3) with one picture, which copies a part of it when it is told to. xrdp makes RDP's
/// screen-to-screen order of that: nothing else on this machine can be told to send one.
/// </summary>
internal sealed class VncScreen : IAsyncDisposable
{
    public const int Width = 640, Height = 480;

    private const int Raw = 0, CopyRectangle = 1;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<ScreenCopy> _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    public VncScreen()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Each pixel is another: 0xFFRRGGBB.</summary>
    public static uint Pixel(int x, int y) => 0xFF000000u | (uint)(y * Width + x);

    public void Copy(ScreenCopy copy) => _wanted.SetResult(copy);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _serving;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
        {
            // xrdp leaves when its session ends.
        }

        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        var stream = client.GetStream();
        await stream.WriteAsync("RFB 003.003\n"u8.ToArray(), _stop.Token);
        await TakeAsync(stream, 12);
        await stream.WriteAsync(new byte[] { 0, 0, 0, 1 }, _stop.Token); // no authentication
        await TakeAsync(stream, 1);
        await stream.WriteAsync(Greeting(), _stop.Token);
        for (Request? request = null; request is not { Incremental: true, Area.Width: Width }; request = await ReadAsync(stream))
        {
            if (request is { Incremental: false })
                await stream.WriteAsync(Picture(request.Area), _stop.Token);
        }

        await stream.WriteAsync(Moved(await _wanted.Task.WaitAsync(_stop.Token)), _stop.Token);
        await Task.Delay(Timeout.Infinite, _stop.Token);
    }

    /// <summary>Reads one message; null for what is no request of an update.</summary>
    private async Task<Request?> ReadAsync(NetworkStream stream)
    {
        var kind = (await TakeAsync(stream, 1))[0];
        switch (kind)
        {
            case 0: await TakeAsync(stream, 19); break; // pixel format: xrdp asks for what the greeting says
            case 2: await TakeAsync(stream, 4 * BinaryPrimitives.ReadUInt16BigEndian((await TakeAsync(stream, 3)).AsSpan(1))); break;
            case 3:
                var request = await TakeAsync(stream, 9);
                int Field(int at) => BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(at));
                return new(request[0] != 0, new Rect(Field(1), Field(3), Field(5), Field(7)));
            case 4: await TakeAsync(stream, 7); break; // key
            case 5: await TakeAsync(stream, 5); break; // pointer
            case 6: await TakeAsync(stream, (int)BinaryPrimitives.ReadUInt32BigEndian((await TakeAsync(stream, 7)).AsSpan(3))); break;
            default: throw new IOException($"a message of kind {kind}");
        }

        return null;
    }

    private async Task<byte[]> TakeAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }

    private static byte[] Greeting()
    {
        var greeting = new byte[24 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(greeting, Width);
        BinaryPrimitives.WriteUInt16BigEndian(greeting.AsSpan(2), Height);
        // 32 bits a pixel of depth 24, little-endian, true colour; 255 is the most of each; red, green, blue begin at bits 16, 8, 0.
        ((byte[])[32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0]).CopyTo(greeting, 4);
        BinaryPrimitives.WriteUInt32BigEndian(greeting.AsSpan(20), 4);
        "test"u8.CopyTo(greeting.AsSpan(24));
        return greeting;
    }

    private static byte[] Picture(Rect area)
    {
        var update = Update(area, Raw, 4 * area.Width * area.Height);
        for (var i = 0; i < area.Width * area.Height; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(update.AsSpan(16 + 4 * i), Pixel(area.X + i % area.Width, area.Y + i / area.Width));
        return update;
    }

    private static byte[] Moved(ScreenCopy copy)
    {
        var update = Update(copy.Target, CopyRectangle, 4);
        BinaryPrimitives.WriteUInt16BigEndian(update.AsSpan(16), (ushort)copy.SourceX);
        BinaryPrimitives.WriteUInt16BigEndian(update.AsSpan(18), (ushort)copy.SourceY);
        return update;
    }

    private static byte[] Update(Rect area, int encoding, int length)
    {
        var update = new byte[16 + length];
        update[3] = 1; // rectangles
        foreach (var (value, at) in ((int, int)[])[(area.X, 4), (area.Y, 6), (area.Width, 8), (area.Height, 10)])
            BinaryPrimitives.WriteUInt16BigEndian(update.AsSpan(at), (ushort)value);
        BinaryPrimitives.WriteInt32BigEndian(update.AsSpan(12), encoding);
        return update;
    }

    private sealed record Request(bool Incremental, Rect Area);
}
