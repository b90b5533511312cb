using Hindsight.Desktop;
using Hindsight.Server.Access;
using Hindsight.Server.Configuration;
using Hindsight.Server.Desktops;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Hindsight.Server.Resources;
using Hindsight.Server.Sessions;
using Hindsight.Server.Storage;
using Hindsight.Unit.Server.Recorder;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>A session with a recorder behind it, a desktop before it and browsers beside it, all in one test's hand.</summary>
internal sealed class SessionRig : IAsyncDisposable
{
    private SessionRig(RecorderRig recorder, DesktopSession session, SessionRecorder? recording)
    {
        (Behind, Session, Recording) = (recorder, session, recording);
        Desktop = new FakeDesktop(session.Admitted, session);
    }

    public RecorderRig Behind { get; }

    public DesktopSession Session { get; }

    public SessionRecorder? Recording { get; }

    public FakeDesktop Desktop { get; }

    public FakeBrowser Browser { get; } = new();

    public TestClock Clock => Behind.Test.Clock;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SessionRig> CreateAsync(bool recorded = true, bool clipboard = true, RecorderOptions? options = null, string? references = null, Strictness strictness = Strictness.Strict)
    {
        var rig = await RecorderRig.CreateAsync(options);
        var sid = SessionId.Create();
        var clock = new SessionClock(rig.Test.Clock);
        var admitted = new AdmittedSession(sid, "desktop", "alice", "d1", "Administrator", clock.Start, "a rule", recorded);
        var desktop = new DesktopEntry(new DesktopHostConfiguration { Name = "d1", Address = new ListenAddress("192.0.2.7", 3389) }, new DesktopServiceConfiguration());
        var recording = await rig.Recorders.BeginAsync(admitted, () => clock.Now, Cancellation);
        var subject = new Subject("alice", []);
        var identity = new SessionIdentity(sid.ToString(), "alice", "192.0.2.1", "d1", "192.0.2.7:3389", new Dictionary<string, string>(), "Administrator", "");
        var session = new DesktopSession(
            new AdmittedDesktop(admitted, clock, desktop, subject, "192.0.2.1", new DesktopCredentials("Administrator", "", "secret"), 320, 200, 0, clipboard, "a clipboard rule")
            {
                Strictness = new Decided<Strictness>(strictness, "a role says so"),
            },
            recording,
            new SessionAudit(rig.Test.Audit, identity),
            new CertificateConsent(new DesktopPins(rig.Test.Database, rig.Test.Audit, rig.Test.Clock), desktop, subject, sid.ToString(), new Outbox()),
            ReferenceFrames.Create(references, sid),
            NullLogger.Instance);
        var made = new SessionRig(rig, session, recording);
        await session.AttachAsync(made.Browser.Viewer, Cancellation);
        return made;
    }

    /// <summary>Draws something, lets it be shown, and lets 40 ms pass.</summary>
    public async Task DrawAsync()
    {
        Desktop.Screen.Page(Desktop.Screen.NextRect(160, 90));
        await Desktop.ShowAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(40));
    }

    /// <summary>The browser reads and paints everything.</summary>
    public async Task CatchUpAsync(FakeBrowser browser)
    {
        while (browser.Read() > 0)
            Assert.True(await Session.AcknowledgeAsync(browser.Viewer, browser.Last, Cancellation));
    }

    /// <summary>The session ends, and its recording is the answer.</summary>
    public async Task<byte[]> EndAsync()
    {
        await Session.CloseAsync();
        await Behind.Recorders.EndAsync(Session.Admitted.Session, Recording, Hindsight.Recording.Records.SealCause.ClosedByUser, "closed", Session.Admitted.Clock.Now, Cancellation);
        await Behind.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        return await Behind.StoredBytesAsync(Session.Admitted.Session.Sid);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        Behind.Dispose();
    }
}
