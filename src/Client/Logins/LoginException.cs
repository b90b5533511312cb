namespace Hindsight.Client.Logins;

/// <summary>A login can't be found or used; the message says what to do.</summary>
public sealed class LoginException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>Whether the command line is what is wrong.</summary>
    public bool IsUsage { get; } = isUsage;
}
