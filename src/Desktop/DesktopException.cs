namespace Hindsight.Desktop;

/// <summary>Why a desktop could not be reached or was lost, with a sentence that says what to do.</summary>
public sealed class DesktopException : Exception
{
    /// <summary>Creates the error.</summary>
    public DesktopException(DesktopFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>The cause, for programs.</summary>
    public DesktopFailure Failure { get; }
}
