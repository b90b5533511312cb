namespace Hindsight.Server.Sessions;

/// <summary>Registers live sessions.</summary>
internal static class SessionServices
{
    /// <summary>For tests only: a directory that gets reference pictures of every session.</summary>
    private const string ReferenceFrames = "HINDSIGHT_TEST_REFERENCE_FRAMES";

    /// <summary>Adds what runs live sessions.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton(new SessionOptions { ReferenceFrames = Environment.GetEnvironmentVariable(ReferenceFrames) is { Length: > 0 } directory ? directory : null })
        .AddSingleton<SessionRegistry>()
        .AddSingleton<IDesktops, WorkerDesktops>()
        .AddSingleton<SessionAdmission>()
        .AddSingleton<SessionMonitor>()
        .AddSingleton<LiveConversation>();
}
