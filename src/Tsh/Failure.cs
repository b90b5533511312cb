namespace Hindsight.Tsh;

/// <summary>A command can't go on: the sentence for the person and the exit code.</summary>
internal sealed class Failure(int exitCode, string message) : Exception(message)
{
    /// <summary>One of <see cref="ExitCode"/>.</summary>
    internal int ExitCode { get; } = exitCode;
}
