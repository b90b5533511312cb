namespace Hindsight.Desktop.Protocol;

/// <summary>Messages to the worker; worker/worker.h says what is in each.</summary>
internal enum WorkerCommand : byte
{
    Start = 1,
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
