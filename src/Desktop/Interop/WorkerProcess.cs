using System.Runtime.InteropServices;

namespace Hindsight.Desktop.Interop;

/// <summary>
/// One worker process with exactly the descriptors it needs, which System.Diagnostics.Process can't pass on.
/// A thread of its own starts it and waits for its end: the kernel kills a worker whose starting thread is gone, so
/// none outlives the server, and a pool thread must not be that thread.
/// </summary>
internal sealed class WorkerProcess
{
    private const int ControlNumber = 3, PixelsNumber = 4, RdpNumber = 5;
    private const int StackSize = 128 * 1024;

    private static readonly string[] Environment = ["PATH=/usr/bin:/bin", "HOME=/", "LANG=C.UTF-8", "MALLOC_ARENA_MAX=1"];

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ExitStatus> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _reaping = new();
    private bool _reaped;

    private WorkerProcess()
    {
    }

    internal int Id { get; private set; }

    /// <summary>Completes when the process is reaped.</summary>
    internal Task<ExitStatus> Exited => _exited.Task;

    /// <summary>Starts a worker; the descriptors stay the caller's.</summary>
    /// <exception cref="DesktopException">The program can't be started.</exception>
    internal static async Task<WorkerProcess> StartAsync(string program, string root, SafeHandle control, SafeHandle pixels, SafeHandle rdp)
    {
        var process = new WorkerProcess();
        new Thread(() => process.Run(program, root, control, pixels, rdp), StackSize) { IsBackground = true, Name = "desktop worker" }.Start();
        await process._started.Task;
        return process;
    }

    /// <summary>Kills the process unless it is gone. Its number can't have been given away: it is ours until reaped.</summary>
    internal void Kill()
    {
        lock (_reaping)
        {
            if (!_reaped)
                _ = Libc.kill(Id, Libc.SignalKill);
        }
    }

    private void Run(string program, string root, SafeHandle control, SafeHandle pixels, SafeHandle rdp)
    {
        try
        {
            Id = Spawn(program, root, control, pixels, rdp);
            _started.SetResult();
        }
        catch (Exception error)
        {
            _started.SetException(error);
            return;
        }

        _exited.SetResult(Wait());
    }

    private unsafe ExitStatus Wait()
    {
        var information = stackalloc byte[128];
        while (Libc.waitid(Libc.WaitForPid, Id, information, Libc.WaitExited | Libc.WaitLeave) != 0 &&
               Marshal.GetLastPInvokeError() == Libc.Interrupted)
        {
        }

        lock (_reaping)
        {
            var status = 0;
            _ = Libc.waitpid(Id, &status, 0);
            _reaped = true;
            return new ExitStatus(status);
        }
    }

    private static unsafe int Spawn(string program, string root, SafeHandle control, SafeHandle pixels, SafeHandle rdp)
    {
        using var controlCopy = Descriptor.Duplicate(control);
        using var pixelsCopy = Descriptor.Duplicate(pixels);
        using var rdpCopy = Descriptor.Duplicate(rdp);
        // The C library's type has 80 bytes.
        var actions = stackalloc byte[256];
        _ = Libc.posix_spawn_file_actions_init(actions);
        for (var standard = 0; standard < ControlNumber; standard++)
            _ = Libc.posix_spawn_file_actions_addopen(actions, standard, "/dev/null", Libc.ReadWrite, 0);
        _ = Libc.posix_spawn_file_actions_adddup2(actions, controlCopy.Number, ControlNumber);
        _ = Libc.posix_spawn_file_actions_adddup2(actions, pixelsCopy.Number, PixelsNumber);
        _ = Libc.posix_spawn_file_actions_adddup2(actions, rdpCopy.Number, RdpNumber);
        var arguments = CopyStrings([program, root]);
        var environment = CopyStrings(Environment);
        int process;
        var error = Libc.posix_spawn(&process, program, actions, null, arguments, environment);
        FreeStrings(arguments);
        FreeStrings(environment);
        _ = Libc.posix_spawn_file_actions_destroy(actions);
        return error == 0
            ? process
            : throw new DesktopException(
                DesktopFailure.NotBuilt,
                $"The desktop worker {program} cannot be started ({Marshal.GetPInvokeErrorMessage(error)}). Build it again with src/Desktop/worker/build.sh.");
    }

    private static unsafe byte** CopyStrings(string[] strings)
    {
        var copies = (byte**)NativeMemory.AllocZeroed((nuint)strings.Length + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < strings.Length; i++)
            copies[i] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[i]);
        return copies;
    }

    private static unsafe void FreeStrings(byte** strings)
    {
        for (var i = 0; strings[i] is not null; i++)
            Marshal.FreeCoTaskMem((nint)strings[i]);
        NativeMemory.Free(strings);
    }
}
