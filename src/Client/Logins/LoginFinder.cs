namespace Hindsight.Client.Logins;

/// <summary>Finds the login a command uses.</summary>
public static class LoginFinder
{
    /// <summary>The login in a file, or at a server, or the current one; it has not ended.</summary>
    /// <exception cref="LoginException">There is none.</exception>
    public static Profile Find(ProfileStore store, string? identityFile, string? proxy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        var profile = identityFile is not null
            ? ProfileStore.Read(identityFile)
            : store.Find(proxy) ?? throw new LoginException(proxy is null ? "you are not signed in: tsh login --proxy=HOST" : $"you are not signed in at {proxy}: tsh login --proxy={proxy}");
        return profile.Expires > now ? profile : throw new LoginException($"the login at {profile.Proxy} has ended: sign in again with tsh login --proxy={profile.Proxy}");
    }

    /// <summary>Why the server of a login can't be reached, and what to do.</summary>
    public static string Explain(ServerUnreachableException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? $"the server at {error.Place} does not show the certificate that is trusted: if it was changed on purpose, sign in again with tsh login --proxy={error.Place}"
            : $"no server answers at {error.Place} ({(error.InnerException?.InnerException ?? error.InnerException)?.Message}): is it running, and is the address right?";
    }
}
