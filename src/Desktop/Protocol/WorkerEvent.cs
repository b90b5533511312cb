namespace Hindsight.Desktop.Protocol;

/// <summary>Messages from the worker; worker/worker.h says what is in each.</summary>
internal enum WorkerEvent : byte
{
    Certificate = 1,
    Size,
    Frame,
    Pointer,
    Clipboard,
    Log,
    Pong,
    Ended,
}
