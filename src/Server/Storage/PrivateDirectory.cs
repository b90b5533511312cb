namespace Hindsight.Server.Storage;

/// <summary>Directories and files of the server's own user alone: recordings show what others typed and saw.</summary>
internal static class PrivateDirectory
{
    /// <summary>The mode of the files in it.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the directory unless it exists.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, FileMode | UnixFileMode.UserExecute);
    }
}
