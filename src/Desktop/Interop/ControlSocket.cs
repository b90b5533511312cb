using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Hindsight.Desktop.Interop;

/// <summary>The two ends of the socket a worker is controlled by.</summary>
internal static class ControlSocket
{
    internal static unsafe (Socket Ours, Descriptor Theirs) Open()
    {
        var pair = stackalloc int[2];
        if (Libc.socketpair(Libc.AfUnix, Libc.SockStream | Libc.SockCloseOnExec, 0, pair) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        return (new Socket(new SafeSocketHandle(pair[0], ownsHandle: true)), new Descriptor(pair[1]));
    }
}
