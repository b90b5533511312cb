using Hindsight.Server.Http;
using Hindsight.Server.Resources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary><c>/v1/admin/users</c>, on the administration socket.</summary>
internal static class UserEndpoints
{
    /// <summary>Adds the endpoints to the administrator's group.</summary>
    internal static void MapUsers(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/users", List);
        admin.MapPost("/users", AddAsync);
        admin.MapPut("/users/{name}/password", ResetAsync);
        admin.MapDelete("/users/{name}", RemoveAsync);
    }

    private static Ok<UsersAnswer> List(UserStore users) =>
        TypedResults.Ok(new UsersAnswer([.. users.List().Select(s => new UserAnswer(s.Resource.Name, ((ClusterUser)s.Resource).Roles, s.Created, s.CreatedBy))]));

    private static Task<IResult> AddAsync(AddUserRequest request, UserDesk desk, HttpContext context) =>
        desk.AddAsync(request, context.Administrator().Name, context.RequestAborted);

    private static Task<IResult> ResetAsync(string name, ResetUserRequest request, UserDesk desk, HttpContext context) =>
        desk.ResetAsync(name, request, context.Administrator().Name, context.RequestAborted);

    private static Task<IResult> RemoveAsync(string name, UserDesk desk, HttpContext context) =>
        desk.RemoveAsync(name, context.Administrator().Name, context.RequestAborted);
}
