namespace Hindsight.Server.Audit;

/// <summary>Registers the audit log.</summary>
internal static class AuditServices
{
    /// <summary>Adds the writer and the reader.</summary>
    internal static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditLog>().AddSingleton<AuditReader>();
}
