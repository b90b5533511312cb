using Hindsight.Server.Access;
using Hindsight.Server.Http;
using Hindsight.Server.Resources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary><c>/users</c> of administration.</summary>
internal static class UserEndpoints
{
    /// <summary>Adds the endpoints to the administrator's group.</summary>
    internal static void MapUsers(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/users", List).NeedsOnSome("user", "list", "read");
        admin.MapPost("/users", AddAsync).Needs("user", "create");
        admin.MapPut("/users/{name}/password", ResetAsync).Needs("user", "update");
        admin.MapDelete("/users/{name}", RemoveAsync).Needs("user", "delete");
    }

    private static Ok<UsersAnswer> List(UserStore users, AccessPolicy access, HttpContext context) =>
        TypedResults.Ok(new UsersAnswer([.. users.List().Where(s => MaySee(access, context.SignedInOrNull(), s.Resource)).Select(s => new UserAnswer(s.Resource.Name, ((ClusterUser)s.Resource).Roles, s.Created, s.CreatedBy))]));

    private static bool MaySee(AccessPolicy access, SignedIn? person, Resource user) =>
        person is null || access.CanDo(person.Subject, "user", "list", user).Allowed || access.CanDo(person.Subject, "user", "read", user).Allowed;

    private static Task<IResult> AddAsync(AddUserRequest request, UserDesk desk, HttpContext context) =>
        desk.AddAsync(request, context.Administrator().Name, context.RequestAborted);

    private static Task<IResult> ResetAsync(string name, ResetUserRequest request, UserDesk desk, HttpContext context) =>
        desk.ResetAsync(name, request, context.Administrator().Name, context.RequestAborted);

    private static Task<IResult> RemoveAsync(string name, UserDesk desk, HttpContext context) =>
        desk.RemoveAsync(name, context.Administrator().Name, context.RequestAborted);
}
