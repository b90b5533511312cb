namespace Hindsight.Server.Storage;

/// <summary>The local directory of recordings that are not yet verified in the store: one file per session, only appended to.</summary>
internal sealed class SpoolDirectory
{
    private readonly string _directory;
    private readonly Func<string, ISpoolFile> _create;

    /// <summary>Opens the spool, creating the directory when missing; <paramref name="create"/> makes its files, if tests don't want real ones.</summary>
    public SpoolDirectory(string directory, Func<string, ISpoolFile>? create = null)
    {
        _directory = directory;
        _create = create ?? SpoolFile.Create;
        PrivateDirectory.Create(directory);
    }

    /// <summary>The file of a session, whether or not it exists.</summary>
    public string PathOf(SessionId sid) => Path.Combine(_directory, $"{sid}.hsr");

    /// <summary>Whether the session has a file here.</summary>
    public bool Has(SessionId sid) => File.Exists(PathOf(sid));

    /// <summary>Opens a session's file for reading, also while it grows; null when there is none.</summary>
    public FileContent? TryOpen(SessionId sid) => FileContent.TryOpen(PathOf(sid));

    /// <summary>Creates a session's file for appending.</summary>
    public ISpoolFile Create(SessionId sid) => _create(PathOf(sid));

    /// <summary>A name for a file that is not yet a session's; the recorder never takes it for one.</summary>
    public string NewPart() => Path.Combine(_directory, $"{Guid.NewGuid():N}.part");

    /// <summary>Deletes what a server that was killed left of such files.</summary>
    public void DeleteParts()
    {
        foreach (var path in Directory.EnumerateFiles(_directory, "*.part"))
            File.Delete(path);
    }

    /// <summary>Deletes a session's file: only after its stored copy was verified, or when the session never began.</summary>
    public void Delete(SessionId sid) => File.Delete(PathOf(sid));

    /// <summary>The sessions that have a file here.</summary>
    public IReadOnlyList<SessionId> List() =>
        Directory.EnumerateFiles(_directory, "*.hsr")
            .Select(path => SessionId.TryParse(Path.GetFileNameWithoutExtension(path), out var sid) ? sid : (SessionId?)null)
            .OfType<SessionId>()
            .ToList();

    /// <summary>Bytes the disk still has for us.</summary>
    public long FreeBytes() => new DriveInfo(Path.GetFullPath(_directory)).AvailableFreeSpace;
}
