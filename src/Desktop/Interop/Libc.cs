using System.Runtime.InteropServices;

namespace Hindsight.Desktop.Interop;

/// <summary>The calls of the C library (Linux, 64 bit) that .NET has no names for.</summary>
internal static partial class Libc
{
    internal const int AfUnix = 1, SockStream = 1, SockCloseOnExec = 0x80000;
    internal const uint MemfdCloseOnExec = 1, MemfdAllowSealing = 2;
    internal const int AddSeals = 1033, SealSeal = 1, SealShrink = 2, SealGrow = 4, DuplicateCloseOnExec = 1030;
    internal const int ProtectRead = 1, MapShared = 1;
    internal const int WaitForPid = 1, WaitExited = 4, WaitLeave = 0x01000000;
    internal const int Interrupted = 4, SignalKill = 9, ReadWrite = 2;

    [LibraryImport("libc", SetLastError = true)]
    internal static unsafe partial int socketpair(int domain, int type, int protocol, int* sockets);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ftruncate(int descriptor, long length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static unsafe partial void* mmap(void* address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc")]
    internal static unsafe partial int munmap(void* address, nuint length);

    [LibraryImport("libc")]
    internal static partial int close(int descriptor);

    [LibraryImport("libc")]
    internal static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static unsafe partial int waitid(int kind, int process, void* information, int options);

    [LibraryImport("libc", SetLastError = true)]
    internal static unsafe partial int waitpid(int process, int* status, int options);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int posix_spawn(int* process, string path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    internal static unsafe partial int posix_spawn_file_actions_init(void* actions);

    [LibraryImport("libc")]
    internal static unsafe partial int posix_spawn_file_actions_destroy(void* actions);

    [LibraryImport("libc")]
    internal static unsafe partial int posix_spawn_file_actions_adddup2(void* actions, int from, int to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int posix_spawn_file_actions_addopen(void* actions, int descriptor, string path, int flags, uint mode);
}
