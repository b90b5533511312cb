using System.Text.Json.Serialization;
using Hindsight.Desktop;
using Hindsight.Recording.Records;

namespace Hindsight.Server.Sessions;

/// <summary>A text message to the browser (docs/ARCHITECTURE.md, "A live session").</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StageMessage), "stage")]
[JsonDerivedType(typeof(CertificateMessage), "certificate")]
[JsonDerivedType(typeof(StartedMessage), "started")]
[JsonDerivedType(typeof(NoticeMessage), "notice")]
[JsonDerivedType(typeof(EndMessage), "end")]
internal abstract record ServerMessage;

/// <summary>Where connecting has got to.</summary>
internal sealed record StageMessage(string Stage) : ServerMessage
{
    /// <summary>The message of a stage.</summary>
    public static StageMessage Of(DesktopStage stage) => new(stage == DesktopStage.SigningIn ? "signing in" : stage.ToString().ToLowerInvariant());
}

/// <summary>A certificate that nobody has seen yet: the person decides.</summary>
internal sealed record CertificateMessage(string Sha256, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter) : ServerMessage
{
    /// <summary>The message of a certificate.</summary>
    public static CertificateMessage Of(DesktopCertificate c) => new(c.Sha256, c.Subject, c.Issuer, c.NotBefore, c.NotAfter);
}

/// <summary>Whether the session is recorded, and the rule that says so.</summary>
internal sealed record RecordingNote(bool On, string Rule);

/// <summary>The desktop has shown itself.</summary>
internal sealed record StartedMessage(string Sid, string Desktop, string Login, int Width, int Height, RecordingNote Recording, bool Clipboard) : ServerMessage
{
    /// <summary>The message of a session that has begun.</summary>
    public static StartedMessage Of(AdmittedDesktop a, int width, int height) =>
        new(a.Session.Sid.ToString(), a.Session.Target, a.Session.Login, width, height, new RecordingNote(a.Session.Recorded, a.Session.Rule), a.Clipboard);
}

/// <summary>A sentence for the person.</summary>
internal sealed record NoticeMessage(string Level, string Message) : ServerMessage
{
    /// <summary>The message of a notice.</summary>
    public static NoticeMessage Of(NoticeLevel level, string message) => new(level switch
    {
        NoticeLevel.Information => "information",
        NoticeLevel.Warning => "warning",
        _ => "error",
    }, message);
}

/// <summary>The session is over.</summary>
internal sealed record EndMessage(string Code, string Message) : ServerMessage
{
    /// <summary>The message of an end.</summary>
    public static EndMessage Of(SessionEnd end) => new(end.Code, end.Message);
}
