using System.Text.Json;

namespace Hindsight.Client.Logins;

/// <summary>
/// The logins of this account: a file <c>HOST_PORT.json</c> for each server in <c>~/.tsh</c> (or <c>$TELEPORT_HOME</c>), and
/// <c>current-profile</c>, which names the one that is used when none is asked for. Readable by their owner only.
/// </summary>
public sealed class ProfileStore(string directory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The store of this account.</summary>
    public static ProfileStore OfAccount() =>
        new(Environment.GetEnvironmentVariable("TELEPORT_HOME") is { Length: > 0 } home ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".tsh"));

    /// <summary>The login at a server, or the current one; null without one.</summary>
    public Profile? Find(string? proxy) => (proxy ?? Current()) is { } name && File.Exists(PathOf(name)) ? Read(PathOf(name)) : null;

    /// <summary>All logins, the current one first.</summary>
    public IReadOnlyList<Profile> All() => Directory.Exists(directory)
        ? [.. Directory.GetFiles(directory, "*.json").Select(Read).OrderBy(p => p.Proxy != Current()).ThenBy(p => p.Proxy, StringComparer.Ordinal)]
        : [];

    /// <summary>Keeps a login and makes it the current one.</summary>
    public void Keep(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        Write(PathOf(profile.Proxy), profile);
        File.WriteAllText(CurrentPath, profile.Proxy + "\n");
    }

    /// <summary>Forgets a login.</summary>
    public void Forget(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        File.Delete(PathOf(profile.Proxy));
        if (Current() == profile.Proxy)
            File.Delete(CurrentPath);
    }

    /// <summary>Writes a login into a file of its own, for <c>--identity</c>. It is never readable by others, not even at first.</summary>
    public static void Write(string path, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var whole = path + ".new";
        File.Delete(whole);
        using (var file = new FileStream(whole, options))
            JsonSerializer.Serialize(file, profile, ProfileJson.Default.Profile);
        File.Move(whole, path, overwrite: true);
    }

    /// <summary>Reads a login from a file.</summary>
    public static Profile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ProfileJson.Default.Profile) is { Proxy: not null, SessionSecret: not null } profile
                ? profile
                : throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new LoginException($"the login in {path} can't be read{(e is JsonException ? "" : $" ({e.Message})")}: delete that file and sign in again with tsh login");
        }
    }

    private string CurrentPath => Path.Combine(directory, "current-profile");

    private string? Current() => File.Exists(CurrentPath) ? File.ReadAllText(CurrentPath).Trim() : null;

    private string PathOf(string proxy) => Path.Combine(directory, proxy.Replace(':', '_').Replace('/', '_') + ".json");
}
