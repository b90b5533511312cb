namespace Hindsight.Server.Web;

/// <summary>The server can't start; the message is one sentence that says what to do.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
