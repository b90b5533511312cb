using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;
using Hindsight.Server.Desktops;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Identity.Passkeys;
using Hindsight.Server.Resources;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Web;

/// <summary>What everybody may know about the server.</summary>
internal sealed record PingAnswer(string ClusterName, string Version, bool DesktopAccess, string? DesktopAccessProblem, bool PasskeySignIn);

/// <summary>What administrators see.</summary>
internal sealed record StatusAnswer(string ClusterName, string Version, string NodeName, string? DataDirectory, int? ProcessId, DateTimeOffset Started, string SessionRecording, IReadOnlyList<string> Addresses, string CertificateSha256);

/// <summary>Whether the server is up, and what it is.</summary>
internal static class StatusEndpoints
{
    /// <summary>Adds what is open to everybody.</summary>
    internal static void MapStatus(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/webapi/ping", Ping).WithoutSignIn();
        routes.MapGet("/healthz", Healthy).WithoutSignIn();
        routes.MapGet("/readyz", ReadyAsync).WithoutSignIn();
    }

    /// <summary>Adds what administrators see.</summary>
    internal static void MapAdminStatus(this IEndpointRouteBuilder admin) => admin.MapGet("/status", Status).NeedsSigningIn();

    private static Ok<StatusAnswer> Status(ServerConfiguration configuration, ClusterResources resources, IReadOnlyList<LoadedCertificate> certificates, IServer server, HttpContext context)
    {
        using var self = Process.GetCurrentProcess();
        // What is where on the host concerns those who are on it.
        var local = context.Features.Get<AdminConnection>() is not null;
        return TypedResults.Ok(new StatusAnswer(
            configuration.ClusterName, ServerVersion.Text, configuration.NodeName, local ? configuration.DataDirectory : null, local ? Environment.ProcessId : null, self.StartTime,
            resources.Recording.Mode.Name(), [.. server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses], certificates[0].Sha256));
    }

    private static Ok<PingAnswer> Ping(ServerConfiguration configuration, DesktopAccess desktops, FactorRules rules, RelyingParty party, HttpContext context) =>
        TypedResults.Ok(new PingAnswer(
            configuration.ClusterName, ServerVersion.Text, desktops.Problem is null, desktops.Problem, rules.Passwordless && party.At(context.Request).Place is not null));

    private static ContentHttpResult Healthy() => TypedResults.Text("ok\n");

    private static async Task<ContentHttpResult> ReadyAsync(ClusterDatabase database, HttpContext context)
    {
        await database.QueryFirstOrDefaultAsync<long>("SELECT COUNT(*) FROM schema_migrations", null, context.RequestAborted);
        return TypedResults.Text("ready\n");
    }
}

[JsonSerializable(typeof(PingAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(Rfc3339.Converter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StatusJson : JsonSerializerContext;
