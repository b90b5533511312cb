using System.Data.Common;
using Dapper;
using Hindsight.Desktop;
using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;

namespace Hindsight.Server.Desktops;

/// <summary>What to do with the certificate a desktop shows.</summary>
internal enum PinVerdict
{
    /// <summary>Go on.</summary>
    Trusted,

    /// <summary>Nobody has seen it yet: ask the person, then <see cref="DesktopPins.TrustAsync"/>.</summary>
    FirstUse,
}

/// <summary>A certificate that was trusted on first use.</summary>
internal sealed record DesktopPin(string Desktop, string Sha256, string Subject, string Issuer, DateTimeOffset Pinned, string PinnedBy);

/// <summary>
/// Which certificate each desktop must show: the one the configuration names, or the one a person accepted first.
/// A different one is refused until an administrator forgets the old.
/// </summary>
internal sealed class DesktopPins(ClusterDatabase database, AuditLog audit, TimeProvider time)
{
    private const string Columns = "desktop AS Desktop, sha256 AS Sha256, subject AS Subject, issuer AS Issuer, pinned AS Pinned, pinned_by AS PinnedBy";

    /// <summary>
    /// Compares what a desktop shows with what it must show. Throws <see cref="DesktopException"/>
    /// (<see cref="DesktopFailure.CertificateChanged"/>), after an audit event, when it is another.
    /// </summary>
    internal async Task<PinVerdict> CheckAsync(DesktopEntry desktop, DesktopCertificate certificate, Subject subject, string sessionId, CancellationToken cancellation)
    {
        var shown = Fingerprint.Normalize(certificate.Sha256);
        string? reason;
        if (desktop.RequiredSha256 is { } required)
        {
            reason = shown == required ? null : $"The desktop {desktop.Name} shows the certificate {shown}, and teleport.yaml demands {required}. If the desktop was given a new certificate, change certificate_sha256 there.";
        }
        else if (desktop.RequiredAuthorityFile is { } file)
        {
            reason = DesktopAuthorities.Refusal(file, desktop, certificate, time.GetUtcNow());
        }
        else if (await FindAsync(desktop.Name, cancellation) is { } pin)
        {
            reason = shown == pin.Sha256 ? null : $"The desktop {desktop.Name} shows the certificate {shown}, and {pin.Sha256} was trusted before. If the desktop was given a new certificate, an administrator runs tctl desktops trust {desktop.Name}.";
        }
        else
        {
            return PinVerdict.FirstUse;
        }

        if (reason is null)
            return PinVerdict.Trusted;
        await audit.WriteAsync(Event(AuditKind.DesktopCertificateRefused, desktop.Name, shown, subject, sessionId, reason), cancellation);
        throw new DesktopException(DesktopFailure.CertificateChanged, reason);
    }

    /// <summary>Pins a certificate that a person accepted. When somebody else pinned another meanwhile, that one stands and this throws.</summary>
    internal async Task TrustAsync(DesktopEntry desktop, DesktopCertificate certificate, Subject subject, string sessionId, CancellationToken cancellation)
    {
        var pin = new DesktopPin(desktop.Name, Fingerprint.Normalize(certificate.Sha256), certificate.Subject, certificate.Issuer, time.GetUtcNow(), subject.User);
        var stored = await database.TransactAsync(async (connection, transaction) =>
        {
            var added = await connection.ExecuteAsync(
                "INSERT INTO desktop_pins (desktop, sha256, subject, issuer, pinned, pinned_by) VALUES (@Desktop, @Sha256, @Subject, @Issuer, @Pinned, @PinnedBy) ON CONFLICT (desktop) DO NOTHING",
                pin, transaction);
            if (added > 0)
                await audit.WriteAsync(Event(AuditKind.DesktopCertificatePinned, desktop.Name, pin.Sha256, subject, sessionId, null), connection, transaction);
            return added > 0;
        }, cancellation);
        if (!stored)
            await CheckAsync(desktop, certificate, subject, sessionId, cancellation);
    }

    /// <summary>Forgets the certificate trusted on first use; false when there was none.</summary>
    internal Task<bool> ForgetAsync(string desktop, string by, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            if (await FindAsync(desktop, connection, transaction) is not { } pin)
                return false;
            await connection.ExecuteAsync("DELETE FROM desktop_pins WHERE desktop = @desktop", new { desktop }, transaction);
            await audit.WriteAsync(Event(AuditKind.DesktopCertificateForgotten, desktop, pin.Sha256, new Subject(by, []), null, null), connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Every certificate trusted on first use.</summary>
    internal Task<IReadOnlyList<DesktopPin>> ListAsync(CancellationToken cancellation) =>
        database.QueryAsync<DesktopPin>($"SELECT {Columns} FROM desktop_pins ORDER BY desktop", null, cancellation);

    private Task<DesktopPin?> FindAsync(string desktop, CancellationToken cancellation) =>
        database.QueryFirstOrDefaultAsync<DesktopPin>($"SELECT {Columns} FROM desktop_pins WHERE desktop = @desktop", new { desktop }, cancellation);

    private static Task<DesktopPin?> FindAsync(string desktop, DbConnection connection, DbTransaction transaction) =>
        connection.QueryFirstOrDefaultAsync<DesktopPin?>($"SELECT {Columns} FROM desktop_pins WHERE desktop = @desktop", new { desktop }, transaction);

    private static AuditEvent Event(AuditKind kind, string desktop, string sha256, Subject subject, string? sessionId, string? error)
    {
        var entry = new AuditEvent(kind) { User = subject.User, SessionId = sessionId, Fields = { ["desktop_name"] = desktop, ["certificate_sha256"] = sha256, ["success"] = error is null } };
        if (error is not null)
            entry.Fields["error"] = error;
        return entry;
    }
}
