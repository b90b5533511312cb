namespace Hindsight.Desktop.Protocol;

/// <summary>The worker sent what it must not: it is broken or taken over, and is killed.</summary>
internal sealed class WorkerProtocolException(string message) : Exception(message);
