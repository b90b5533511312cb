using System.Net.Sockets;
using System.Runtime.InteropServices;
using Hindsight.Server.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hindsight.Server.Web;

/// <summary>
/// The administration socket in the data directory. Its file's mode keeps others out; the kernel's word on who
/// connected keeps them out again.
/// </summary>
internal static partial class AdminSocket
{
    private const int SolSocket = 1;
    private const int SoPeerCredentials = 17;

    /// <summary>Where it is.</summary>
    internal static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "admin.sock");

    /// <summary>Lets in root and the server's own user.</summary>
    internal static void UseAdminSocket(this ListenOptions options)
    {
        var logger = options.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AdminSocket).FullName!);
        var own = OwnUserId();
        options.Protocols = HttpProtocols.Http1;
        options.Use(next => connection => AcceptAsync(connection, next, own, logger));
    }

    /// <summary>The file exists once Kestrel has bound it; until then the data directory's mode protects it.</summary>
    internal static void Protect(string path) => File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next, int own, ILogger logger)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket || Peer(socket) is not { } peer)
        {
            connection.Abort();
            return Task.CompletedTask;
        }

        if (peer.UserId != 0 && peer.UserId != own)
        {
            LogRefused(logger, peer.UserId, peer.ProcessId);
            connection.Abort(new ConnectionAbortedException("not an administrator of this server"));
            return Task.CompletedTask;
        }

        connection.Features.Set(peer);
        return next(connection);
    }

    private static AdminConnection? Peer(Socket socket)
    {
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }, in the machine's own byte order.
        Span<byte> credentials = stackalloc byte[12];
        if (socket.GetRawSocketOption(SolSocket, SoPeerCredentials, credentials) != credentials.Length)
            return null;
        return new AdminConnection(MemoryMarshal.Read<int>(credentials), MemoryMarshal.Read<int>(credentials[4..]));
    }

    private static int OwnUserId() => (int)geteuid();

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();

    [LoggerMessage(9001, LogLevel.Warning, "Refused the process {ProcessId} of user {UserId} at the administration socket")]
    private static partial void LogRefused(ILogger logger, int userId, int processId);
}
