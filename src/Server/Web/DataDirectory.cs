namespace Hindsight.Server.Web;

/// <summary>
/// The directory of everything the server keeps: for its owner only, and held by one server at a time.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    // sun_path of a Unix socket, with the zero at its end.
    private const int LongestSocketPath = 107;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _hold;

    private DataDirectory(FileStream hold) => _hold = hold;

    /// <summary>Creates the directory when it is missing and takes hold of it.</summary>
    internal static DataDirectory Take(string path)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(AdminSocket.PathIn(path)) > LongestSocketPath)
            throw new StartException($"the data directory {path} has too long a name for the socket in it: name one of at most 90 characters with teleport.data_dir or --data-dir");
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
            // What others may read or write can't hold keys and recordings.
            if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
                File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the data directory {path} can't be used ({e.Message}): make it a directory of this user's, or name another with teleport.data_dir or --data-dir", e);
        }

        try
        {
            return new DataDirectory(new FileStream(Path.Combine(path, "teleport.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StartException($"another teleport uses the data directory {path}: stop it, or name another directory with teleport.data_dir or --data-dir", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"the data directory {path} is not writable ({e.Message}): make it a directory of this user's, or name another with teleport.data_dir or --data-dir", e);
        }
    }

    /// <summary>Lets the directory go.</summary>
    public void Dispose() => _hold.Dispose();
}
