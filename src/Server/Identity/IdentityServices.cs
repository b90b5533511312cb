using Hindsight.Server.Http;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Identity.Passkeys;
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
            .AddSingleton<SignInAnswers>()
            .AddSingleton<Admission>()
            .AddFactors()
            .AddSingleton<AccessDenials>()
            .AddJson(IdentityJson.Default);

    private static IServiceCollection AddFactors(this IServiceCollection services) =>
        services.AddSingleton<FactorStore>()
            .AddSingleton<FactorSecrets>()
            .AddSingleton<FactorRules>()
            .AddSingleton<PendingFactors>()
            .AddSingleton<FactorEnrolment>()
            .AddSingleton<AccountFactors>()
            .AddSingleton<SignInAttempts>()
            .AddSingleton<SecondStep>()
            .AddSingleton<RelyingParty>()
            .AddSingleton<OpenChallenges>()
            .AddSingleton<PasskeySigning>()
            .AddJson(FactorJson.Default);
}
