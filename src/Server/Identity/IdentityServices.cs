using Hindsight.Server.Http;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Identity;

/// <summary>Registers users and their sessions.</summary>
internal static class IdentityServices
{
    /// <summary>Adds users, browser sessions and signing in.</summary>
    internal static IServiceCollection AddIdentity(this IServiceCollection services) =>
        services.AddSingleton<UserStore>()
            .AddSingleton<SignInLinks>()
            .AddSingleton<LinkAddress>()
            .AddSingleton<LinkDesk>()
            .AddSingleton<AccountDesk>()
            .AddSingleton<IResourceFollower, PasswordFollower>()
            .AddSingleton<UserDesk>()
            .AddSingleton<SessionEndings>()
            .AddSingleton<WebSessions>()
            .AddSingleton<SignInThrottle>()
            .AddSingleton<SignInDesk>()
            .AddSingleton<AccessDenials>()
            .AddJson(IdentityJson.Default);
}
