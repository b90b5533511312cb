using System.Text.Json.Nodes;
using Hindsight.Recording.Records;
using Hindsight.Server.Audit;
using Hindsight.Server.Http;

namespace Hindsight.Server.Sessions;

/// <summary>A session's audit events, with Teleport's names and codes. None has typed text or clipboard content.</summary>
internal sealed class SessionAudit(AuditLog audit, SessionIdentity who)
{
    /// <summary>The desktop has shown itself.</summary>
    public Task StartedAsync() => audit.WriteAsync(Create(AuditKind.DesktopSessionStart, e =>
    {
        e["proto"] = "tdp";
        e["success"] = true;
    }), CancellationToken.None);

    /// <summary>The session could not begin.</summary>
    public Task FailedAsync(SessionEnd end) => audit.WriteAsync(Create(AuditKind.DesktopSessionStartFailure, e =>
    {
        e["proto"] = "tdp";
        e["success"] = false;
        e["error"] = end.Message;
        e["error_code"] = end.Code;
    }), CancellationToken.None);

    /// <summary>The session ended.</summary>
    public Task EndedAsync(DateTimeOffset start, DateTimeOffset stop, bool recorded, SessionEnd end) => audit.WriteAsync(Create(AuditKind.DesktopSessionEnd, e =>
    {
        e["session_start"] = Rfc3339.Format(start);
        e["session_stop"] = Rfc3339.Format(stop);
        e["recorded"] = recorded;
        e["participants"] = new JsonArray(who.User);
        e["reason"] = end.Code;
        e["message"] = end.Message;
    }), CancellationToken.None);

    /// <summary>The session was ended from our side: no input, an expired sign-in, a lock, or access that was taken away.</summary>
    public Task DisconnectedAsync(SessionEnd end) => audit.WriteAsync(Create(AuditKind.ClientDisconnect, e =>
    {
        e["proto"] = "tdp";
        e["reason"] = end.Message;
        e["reason_code"] = end.Code;
    }), CancellationToken.None);

    /// <summary>The person has as many sessions as they may have.</summary>
    public Task RejectedAsync(int maximum, SessionEnd end) => audit.WriteAsync(Create(AuditKind.SessionRejected, e =>
    {
        e["reason"] = end.Message;
        e["max"] = maximum;
    }), CancellationToken.None);

    /// <summary>A recorded session goes on without its recording.</summary>
    public Task RecordingLostAsync(string reason, string rule) => audit.WriteAsync(Create(AuditKind.SessionRecordingGap, e =>
    {
        e["error"] = reason;
        e["rule"] = rule;
    }), CancellationToken.None);

    /// <summary>Text of so many bytes went through the clipboard.</summary>
    public Task ClipboardAsync(ClipboardDirection direction, int bytes) => audit.WriteAsync(
        Create(direction == ClipboardDirection.ToDesktop ? AuditKind.DesktopClipboardSend : AuditKind.DesktopClipboardReceive, e => e["length"] = bytes),
        CancellationToken.None);

    private AuditEvent Create(AuditKind kind, Action<JsonObject> fill)
    {
        var entry = new AuditEvent(kind) { User = who.User, SessionId = who.Sid };
        var labels = new JsonObject();
        foreach (var (name, value) in who.Labels)
            labels[name] = value;
        entry.Fields["login"] = who.Login;
        entry.Fields["windows_user"] = who.Login;
        entry.Fields["windows_domain"] = who.Domain;
        entry.Fields["desktop_name"] = who.Desktop;
        entry.Fields["desktop_addr"] = who.DesktopAddress;
        entry.Fields["desktop_labels"] = labels;
        entry.Fields["addr.remote"] = who.Address;
        fill(entry.Fields);
        return entry;
    }
}

/// <summary>Who connects to what, as events name it.</summary>
internal sealed record SessionIdentity(
    string Sid, string User, string Address, string Desktop, string DesktopAddress, IReadOnlyDictionary<string, string> Labels, string Login, string Domain);
