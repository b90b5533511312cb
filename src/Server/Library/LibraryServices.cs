using Hindsight.Server.Http;

namespace Hindsight.Server.Library;

/// <summary>Registers the library of recordings.</summary>
internal static class LibraryServices
{
    /// <summary>Adds the ledger and what reads it.</summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddJson(LibraryJson.Default)
        .AddSingleton<Ledger>()
        .AddSingleton<RecordingCatalog>()
        .AddSingleton<RecordingFiles>()
        .AddSingleton<RecordingLooks>()
        .AddSingleton<RecordingVerification>();
}
