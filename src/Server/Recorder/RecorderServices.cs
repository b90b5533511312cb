using Hindsight.Server.Http;

namespace Hindsight.Server.Recorder;

/// <summary>Registers the recorder.</summary>
internal static class RecorderServices
{
    /// <summary>Adds what records sessions, and the uploads that run as long as the server does.</summary>
    public static IServiceCollection AddRecorder(this IServiceCollection services) => services
        .AddJson(ImportJson.Default)
        .AddSingleton<RecorderOptions>()
        .AddSingleton<ActiveRecordings>()
        .AddSingleton<UploadSignal>()
        .AddSingleton<SessionRecorders>()
        .AddSingleton<RecordingRepair>()
        .AddSingleton<RecordingUploads>()
        .AddSingleton<RecordingImports>()
        .AddHostedService(p => p.GetRequiredService<RecordingUploads>());
}
