using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;
using Hindsight.Server.Desktops;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Hindsight.Server.Resources;
using Hindsight.Server.Sessions;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Web;

/// <summary>
/// Puts the server together. Order of the start: data directory, certificate, database and migrations, keys, the slices'
/// hosted services, then the listeners; of the end: the other way round.
/// </summary>
internal sealed partial class ServerHost : IAsyncDisposable
{
    // Running sessions are ended and their recordings sealed in this time.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(25);

    private readonly DataDirectory _directory;

    private ServerHost(WebApplication application, DataDirectory directory, IReadOnlyList<LoadedCertificate> certificates)
    {
        Application = application;
        _directory = directory;
        Certificates = certificates;
    }

    /// <summary>The application, for its services and addresses.</summary>
    internal WebApplication Application { get; }

    /// <summary>The certificates of the pages.</summary>
    internal IReadOnlyList<LoadedCertificate> Certificates { get; }

    /// <summary>Prepares everything and starts to listen; <paramref name="replace"/> lets tests put services of their own in place.</summary>
    internal static async Task<ServerHost> StartAsync(ServerConfiguration configuration, TimeProvider time, CancellationToken cancellation, Action<IServiceCollection>? replace = null)
    {
        if (PasswordHash.Unavailable() is { } missing)
            throw new StartException(missing);
        var directory = DataDirectory.Take(configuration.DataDirectory);
        try
        {
            var certificates = ServerCertificate.Load(configuration, time.GetUtcNow());
            var application = Build(configuration, time, certificates, replace);
            var host = new ServerHost(application, directory, certificates);
            await host.StartAsync(configuration, cancellation);
            return host;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening, ends what runs and lets the data directory go.</summary>
    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync(CancellationToken.None);
        await Application.DisposeAsync();
        _directory.Dispose();
    }

    private async Task StartAsync(ServerConfiguration configuration, CancellationToken cancellation)
    {
        try
        {
            await Application.Services.GetRequiredService<Migrations>().RunAsync(cancellation);
            await Application.Services.GetRequiredService<ResourceStart>().RunAsync(cancellation);
            await Application.Services.GetRequiredService<RecordingKeys>().LoadAsync(cancellation);
            await Application.StartAsync(cancellation);
            AdminSocket.Protect(AdminSocket.PathIn(configuration.DataDirectory));
            await AnnounceAsync(configuration, cancellation);
        }
        catch (Exception e)
        {
            await Application.DisposeAsync();
            if (StartFailure.Explain(e, configuration) is { } message)
                throw new StartException(message, e);
            throw;
        }
    }

    private async Task AnnounceAsync(ServerConfiguration configuration, CancellationToken cancellation)
    {
        var logger = Application.Services.GetRequiredService<ILogger<ServerHost>>();
        var address = configuration.Proxy.PublicAddresses is [{ } name, ..] ? $"https://{name}" : Application.Urls.First(u => u.StartsWith("https", StringComparison.Ordinal));
        LogListening(logger, ServerVersion.Text, configuration.ClusterName, address, Certificates[0].Sha256);
        if (Application.Services.GetRequiredService<DesktopAccess>().Problem is { } problem)
            LogNoDesktops(logger, problem);
        if (Application.Services.GetRequiredService<UserStore>().List().Count == 0)
            LogNoUsers(logger);
    }

    [LoggerMessage(9010, LogLevel.Information, "Hindsight {Version} serves the cluster {Cluster} at {Address}; its certificate has the SHA-256 fingerprint {Fingerprint}")]
    private static partial void LogListening(ILogger logger, string version, string cluster, string address, string fingerprint);

    [LoggerMessage(9011, LogLevel.Warning, "{Problem}")]
    private static partial void LogNoDesktops(ILogger logger, string problem);

    [LoggerMessage(9012, LogLevel.Warning, "There is no user yet: make one on this host with tctl users add NAME --roles=access,editor,auditor")]
    private static partial void LogNoUsers(ILogger logger);

    private static WebApplication Build(ServerConfiguration configuration, TimeProvider time, IReadOnlyList<LoadedCertificate> certificates, Action<IServiceCollection>? replace)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "teleport", EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        // teleport.yaml is the one place of settings: no appsettings.json, no environment variables.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.Logging.ClearProviders().SetMinimumLevel(configuration.Log.Severity).AddProvider(new ServerLog(configuration.Log, time));
        // The framework would log whole addresses, queries included; our own lines say what is needed.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => WebListener.Configure(kestrel, configuration, certificates));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = StopLimit);
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddSingleton(configuration).AddSingleton(time).AddSingleton(certificates).AddSingleton<EmbeddedPages>().AddApiJson().AddJson(StatusJson.Default).AddJson(AuditJson.Default).AddJson(PolicyJson.Default);
        AddSlices(builder.Services);
        replace?.Invoke(builder.Services);
        var application = builder.Build();
        Use(application, strictTransport: configuration.Proxy.KeyPairs.Count > 0);
        Map(application);
        return application;
    }

    /// <summary>The slices, in the order of the layout.</summary>
    private static void AddSlices(IServiceCollection services) =>
        services.AddDatabase().AddStorage().AddAudit().AddKeys().AddResources().AddAccess().AddIdentity().AddDesktops().AddLibrary().AddRecorder().AddSessions();

    private static void Use(WebApplication application, bool strictTransport)
    {
        application.UseMiddleware<SecurityHeaders>(strictTransport);
        application.UseMiddleware<RequestLog>();
        application.UseMiddleware<ProblemPages>();
        application.UseRouting();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        application.UseMiddleware<AdminSocketGuard>();
        application.UseMiddleware<SignInGuard>();
        application.UseMiddleware<ClusterRoute>();
        application.UseMiddleware<RemoteAdministration>();
    }

    private static void Map(WebApplication application)
    {
        application.MapStatus();
        application.MapSignIn();
        application.MapSecondStep();
        application.MapLinks();
        application.MapAccount();
        application.MapFactors();
        application.MapPages();

        // Everything below needs a signed-in person.
        var site = application.MapGroup("/v1/webapi/sites/{site}");
        site.MapDesktops();
        site.MapLiveSessions();
        site.MapRecordings();
        site.MapAuditEvents();
        site.MapResources();

        // For those whose roles allow it, who read resources, recordings and events as everybody does.
        MapAdministration(site.MapGroup("/admin").WithMetadata(RemoteAdministrationMetadata.Instance));

        // Only on the administration socket.
        var admin = application.MapGroup("/v1/admin").WithMetadata(AdminOnlyMetadata.Instance);
        MapAdministration(admin);
        admin.MapResources();
        admin.MapAuditAdministration();
        admin.MapRecordingAdministration();
    }

    private static void MapAdministration(IEndpointRouteBuilder admin)
    {
        admin.MapAdminStatus();
        admin.MapUsers();
        admin.MapPresetAdministration();
        admin.MapPolicyAdministration();
        admin.MapDesktopAdministration();
        admin.MapRecordingKeys();
        admin.MapRecordingImports();
    }
}
