namespace Hindsight.Tsh.Video;

/// <summary>A file for another program to read, for as long as that takes.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(string path) => Path = path;

    /// <summary>Where it is.</summary>
    internal string Path { get; }

    /// <summary>A file with the text; null without a text.</summary>
    internal static TemporaryFile? Of(string? text)
    {
        if (text is null)
            return null;
        var file = new TemporaryFile(System.IO.Path.GetTempFileName());
        File.WriteAllText(file.Path, text);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
