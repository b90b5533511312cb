namespace Hindsight.Server.Database;

/// <summary>The database can't be used; the message says what to do.</summary>
internal sealed class DatabaseException(string message, Exception? inner = null) : Exception(message, inner);
