namespace Hindsight.Desktop;

/// <summary>How a connection ended.</summary>
/// <param name="Failure">The cause; <see cref="DesktopFailure.None"/> when we closed it.</param>
/// <param name="Message">A sentence for the user that says what to do.</param>
public sealed record DesktopEnd(DesktopFailure Failure, string Message);
