namespace Hindsight.Tsh.Video;

/// <summary>
/// Where something is written: under another name until it is whole, so that nobody takes a half file for a whole one.
/// <c>-</c> is standard output.
/// </summary>
internal sealed class OutputFile(string path, bool keepsPart) : IDisposable
{
    private bool _kept;

    /// <summary>Whether it is standard output.</summary>
    internal bool IsPipe { get; } = path == "-";

    /// <summary>The name it will have.</summary>
    internal string Path => path;

    /// <summary>The name it has until then.</summary>
    internal string WorkPath { get; } = path + ".part";

    /// <summary>
    /// The file for a name. An existing one is replaced only if that was asked for; a part that did not become whole goes,
    /// unless it is kept for the next attempt.
    /// </summary>
    internal static OutputFile Open(string path, bool replaces, bool keepsPart = false)
    {
        if (Directory.Exists(path))
            throw new Failure(ExitCode.Output, $"{path} is a directory: name a file with --out");
        if (path != "-" && File.Exists(path) && !replaces)
            throw new Failure(ExitCode.Output, $"{path} exists: name another file with --out, or replace it with --overwrite");
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } directory && path != "-" && !Directory.Exists(directory))
            throw new Failure(ExitCode.Output, $"the directory {directory} does not exist: make it first");
        return new OutputFile(path, keepsPart);
    }

    /// <summary>It is whole.</summary>
    internal void Keep()
    {
        _kept = true;
        if (!IsPipe)
            File.Move(WorkPath, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_kept && !keepsPart && !IsPipe)
            File.Delete(WorkPath);
    }
}
