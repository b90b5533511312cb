using Hindsight.Server.Http;
using Hindsight.Server.Resources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary>What administrators do with users, with its rules.</summary>
internal sealed class UserDesk(UserStore users, ClusterResources resources, ResourceDesk desk, LinkAddress addresses, SessionEndings endings)
{
    /// <summary>Adds a user; gives the link to choose a password with when none was given.</summary>
    internal async Task<IResult> AddAsync(AddUserRequest request, string by, CancellationToken cancellation)
    {
        if (request.Name is not { } name || !UserName.IsValid(name))
            return Problem.BadRequest("bad_name", $"A user's name has {UserName.Rule}.");
        if (request.Roles is not { Count: > 0 } roles)
            return Problem.BadRequest("no_roles", $"Name at least one role: {RoleNames()}.");
        if (roles.FirstOrDefault(r => resources.Role(r) is null) is { } unknown)
            return Problem.BadRequest("no_such_role", $"There is no role {unknown}: the roles are {RoleNames()}.");
        if (request.Password is { } chosen && Passwords.Fault(chosen, name) is { } fault)
            return Problem.BadRequest("bad_password", fault);
        if (LifetimeFault(SignInLink.Invite, request.TtlMs) is { } bad)
            return bad;
        // People type the desktop's own password when they connect, so that any login is theirs unless somebody says less.
        var traits = new Dictionary<string, IReadOnlyList<string>> { [ClusterUser.DesktopLogins] = request.WindowsLogins is { Count: > 0 } logins ? logins : ["*"] };
        if (request.Logins is { Count: > 0 } hostLogins)
            traits[ClusterUser.HostLogins] = hostLogins;
        var user = ClusterUser.Create(name, [.. roles.Distinct()], traits);
        if (request.Password is { } password)
        {
            var hash = await PasswordHash.CreateAsync(password, cancellation);
            return await users.AddAsync(user, hash, by, cancellation) ? TypedResults.Ok(new UserLinkAnswer(name)) : Taken(name);
        }

        return await users.InviteAsync(user, Lifetime(request.TtlMs), by, cancellation) is { } link ? Answer(name, link) : Taken(name);
    }

    /// <summary>Sets another password, or makes a link to choose one with, and ends the user's sessions.</summary>
    internal async Task<IResult> ResetAsync(string name, ResetUserRequest request, string by, CancellationToken cancellation)
    {
        if (request.Password is { } chosen && Passwords.Fault(chosen, name) is { } fault)
            return Problem.BadRequest("bad_password", fault);
        if (LifetimeFault(SignInLink.Reset, request.TtlMs) is { } bad)
            return bad;
        SignInLink? link = null;
        var done = request.Password is { } password
            ? await users.SetPasswordAsync(name, await PasswordHash.CreateAsync(password, cancellation), by, cancellation)
            : (link = await users.ResetAsync(name, Lifetime(request.TtlMs), by, cancellation)) is not null;
        if (!done)
            return NoSuchUser(name);
        endings.EndUser(name);
        return Answer(name, link);
    }

    /// <summary>Deletes a user and ends their sessions; their recordings stay.</summary>
    internal async Task<IResult> RemoveAsync(string name, string by, CancellationToken cancellation)
    {
        if (!await users.RemoveAsync(name, by, cancellation))
            return NoSuchUser(name);
        endings.EndUser(name);
        return TypedResults.NoContent();
    }

    private Ok<UserLinkAnswer> Answer(string name, SignInLink? link) =>
        TypedResults.Ok(link is null ? new UserLinkAnswer(name) : new UserLinkAnswer(name, addresses.Of(link), link.Expires));

    private static Problem Taken(string name) =>
        Problem.Conflict("user_exists", $"There is a user {name} already: choose another name, or make a link for another password with tctl users reset {name}.");

    private static Problem NoSuchUser(string name) =>
        Problem.NotFound("no_such_user", $"There is no user {name}: tctl users ls lists them.");

    private static TimeSpan? Lifetime(long? ms) => ms is { } some ? TimeSpan.FromMilliseconds(some) : null;

    private static Problem? LifetimeFault(string kind, long? ms)
    {
        var longest = SignInLink.LongestLifetime(kind);
        return ms is null or >= 1000 && !(ms > longest.TotalMilliseconds)
            ? null
            : Problem.BadRequest("bad_ttl", $"A link of this kind opens for a second at least and for {longest.TotalHours} hours at most.");
    }

    private string RoleNames() => desk.RoleNames();
}
