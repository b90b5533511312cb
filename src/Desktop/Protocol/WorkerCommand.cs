namespace Hindsight.Desktop.Protocol;

/// <summary>Messages to the worker; worker/worker.h says what is in each.</summary>
internal enum WorkerCommand : byte
{
    Setting = 1,
    Connect,
    Certificate,
    Mouse,
    ExtraMouse,
    Key,
    Character,
    Locks,
    Resize,
    Clipboard,
    Acknowledge,
    Ping,
    Quit,
}
