using Hindsight.Server.Http;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Identity;

/// <summary>What administrators do with users, with its rules.</summary>
internal sealed class UserDesk(UserStore users, ClusterResources resources, ResourceDesk desk, SessionEndings endings)
{
    /// <summary>Adds a user; gives the password that was made when none was given.</summary>
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
        var made = request.Password is null ? Passwords.Generate() : null;
        var hash = await PasswordHash.CreateAsync(request.Password ?? made!, cancellation);
        // People type the desktop's own password when they connect, so that any login is theirs unless somebody says less.
        var traits = new Dictionary<string, IReadOnlyList<string>> { [ClusterUser.DesktopLogins] = request.WindowsLogins is { Count: > 0 } logins ? logins : ["*"] };
        if (request.Logins is { Count: > 0 } hostLogins)
            traits[ClusterUser.HostLogins] = hostLogins;
        return await users.AddAsync(ClusterUser.Create(name, [.. roles.Distinct()], traits), hash, by, cancellation)
            ? TypedResults.Ok(new UserPasswordAnswer(name, made))
            : Problem.Conflict("user_exists", $"There is a user {name} already: choose another name, or set a new password with tctl users reset {name}.");
    }

    /// <summary>Sets another password and ends the user's sessions.</summary>
    internal async Task<IResult> ResetAsync(string name, ResetUserRequest request, string by, CancellationToken cancellation)
    {
        if (request.Password is { } chosen && Passwords.Fault(chosen, name) is { } fault)
            return Problem.BadRequest("bad_password", fault);
        var made = request.Password is null ? Passwords.Generate() : null;
        var hash = await PasswordHash.CreateAsync(request.Password ?? made!, cancellation);
        if (!await users.SetPasswordAsync(name, hash, by, cancellation))
            return NoSuchUser(name);
        endings.EndUser(name);
        return TypedResults.Ok(new UserPasswordAnswer(name, made));
    }

    /// <summary>Deletes a user and ends their sessions; their recordings stay.</summary>
    internal async Task<IResult> RemoveAsync(string name, string by, CancellationToken cancellation)
    {
        if (!await users.RemoveAsync(name, by, cancellation))
            return NoSuchUser(name);
        endings.EndUser(name);
        return TypedResults.NoContent();
    }

    private static Problem NoSuchUser(string name) =>
        Problem.NotFound("no_such_user", $"There is no user {name}: tctl users ls lists them.");

    private string RoleNames() => desk.RoleNames();
}
