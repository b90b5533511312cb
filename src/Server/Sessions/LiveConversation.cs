using System.Net.WebSockets;
using Hindsight.Desktop;
using Hindsight.Recording.Records;
using Hindsight.Server.Identity;
using Hindsight.Server.Recorder;

namespace Hindsight.Server.Sessions;

/// <summary>One browser's live session from its first message to the last: docs/ARCHITECTURE.md, "A live session".</summary>
internal sealed partial class LiveConversation(
    SessionAdmission admission, SessionMonitor monitor, SessionRegistry registry, IDesktops desktops, SessionRecorders recorders, SessionOptions options, TimeProvider time, ILogger<LiveConversation> logger)
{
    /// <summary>Talks until the session is over and its recording sealed. Never throws for what a browser or a desktop does.</summary>
    public async Task RunAsync(WebSocket webSocket, SignedIn person, string desktopName, CancellationToken aborted)
    {
        var outbox = new Outbox();
        using var socket = new LiveSocket(webSocket, outbox);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var sending = socket.SendAllAsync(broken.Token);
        SessionEnd end;
        try
        {
            end = await ConverseAsync(socket, outbox, person, desktopName, aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            end = SessionEnd.ClosedByUser;
        }
        catch (Exception error)
        {
            LogDefect(error, person.Subject.User, desktopName);
            end = SessionEnd.InternalError;
        }

        outbox.Complete(EndMessage.Of(end));
        await SayGoodbyeAsync(socket, sending, broken);
    }

    private async Task<SessionEnd> ConverseAsync(LiveSocket socket, Outbox outbox, SignedIn person, string desktopName, CancellationToken aborted)
    {
        var (request, problem) = await ReadConnectAsync(socket, aborted);
        if (request is null)
            return problem!;
        using var place = registry.TryTakePlace(person.Subject.User);
        if (place is null)
        {
            return registry.Stopping
                ? SessionEnd.ServerStopping
                : new SessionEnd("too_many_sessions", $"This server has {options.MaxSessions} sessions already, which is as many as it may have. Try again when one has ended.");
        }

        if (await admission.TooManyAsync(person, desktopName, request, registry.CountOf(person.Subject.User)) is { } tooMany)
            return tooMany;
        var (opened, refusal) = await admission.OpenAsync(person, desktopName, request, outbox, aborted);
        if (opened is null)
            return refusal!;
        place.Fill(opened.Session);
        await using var session = opened.Session;
        using var signedOut = person.Ended.Register(() => session.RequestEnd(SessionEnd.SignedOut));
        using var gone = aborted.Register(() => session.RequestEnd(SessionEnd.ClosedByUser));
        return await RunSessionAsync(opened, person, socket, outbox);
    }

    private async Task<(ClientText? Request, SessionEnd? Problem)> ReadConnectAsync(LiveSocket socket, CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(options.ConnectMessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        try
        {
            switch (await socket.ReceiveAsync(either.Token))
            {
                case Incoming.Closed:
                    return (null, SessionEnd.ClosedByUser);
                case Incoming.Text:
                    var text = ClientTexts.Read(socket.Message.Span);
                    return ClientTexts.ProblemOfConnect(text) is { } problem ? (null, SessionEnd.BadMessage(problem)) : (text, null);
                default:
                    return (null, SessionEnd.BadMessage("a first message that is not 'connect'"));
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return (null, SessionEnd.BadMessage($"no 'connect' within {options.ConnectMessageTimeout.TotalSeconds:0} seconds"));
        }
    }

    private async Task<SessionEnd> RunSessionAsync(OpenedSession opened, SignedIn person, LiveSocket socket, Outbox outbox)
    {
        var session = opened.Session;
        var viewer = new Viewer(outbox, ownsInput: true);
        var input = new LiveInput(session, viewer, options, time);
        using var over = new CancellationTokenSource();
        await session.AttachAsync(viewer, CancellationToken.None);
        var reading = WatchAsync(session, LiveReading.RunAsync(socket, session, input, opened.Consent, over.Token));
        var flushing = WatchAsync(session, input.FlushLaterAsync(over.Token));
        var connecting = ConnectAsync(session, input, outbox);
        var listening = WatchAsync(session, EndOnOverflowAsync(session, outbox, over.Token));
        var judging = WatchAsync(session, monitor.RunAsync(opened, person, over.Token));

        var end = await session.Ending;
        // The person is told at once; the rest takes as long as a worker and a disk do.
        outbox.Complete(EndMessage.Of(end));
        await FinishAsync(opened, await connecting, end);
        await over.CancelAsync();
        await Task.WhenAll(reading, flushing, listening, judging);
        return end;
    }

    private static async Task EndOnOverflowAsync(DesktopSession session, Outbox outbox, CancellationToken over)
    {
        await outbox.Overflowed.WaitAsync(over);
        session.RequestEnd(SessionEnd.ClosedByUser);
    }

    /// <summary>A part of the session that must not end unnoticed: a defect in it ends the session.</summary>
    private async Task WatchAsync(DesktopSession session, Task part)
    {
        try
        {
            await part;
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
        catch (Exception error)
        {
            LogDefect(error, session.Admitted.Session.User, session.Admitted.Session.Target);
            session.RequestEnd(SessionEnd.InternalError);
        }
    }

    private async Task<IDesktopConnection?> ConnectAsync(DesktopSession session, LiveInput input, Outbox outbox)
    {
        try
        {
            var stages = new StageProgress(outbox);
            var connection = await desktops.ConnectAsync(session.Admitted, session, stages, session.Over);
            input.Connect(connection);
            _ = connection.Ended.ContinueWith(
                ended => session.RequestEnd(SessionEnd.Of(ended.GetAwaiter().GetResult().Failure, ended.GetAwaiter().GetResult().Message)), TaskScheduler.Default);
            return connection;
        }
        catch (DesktopException failed)
        {
            session.RequestEnd(SessionEnd.Of(failed.Failure, failed.Message));
        }
        catch (OperationCanceledException) when (session.Ending.IsCompleted)
        {
        }
        catch (Exception error)
        {
            LogDefect(error, session.Admitted.Session.User, session.Admitted.Session.Target);
            session.RequestEnd(SessionEnd.InternalError);
        }

        return null;
    }

    private async Task FinishAsync(OpenedSession opened, IDesktopConnection? connection, SessionEnd end)
    {
        var session = opened.Session;
        await session.CloseAsync();
        var admitted = session.Admitted;
        var atMs = admitted.Clock.Now;
        if (connection is not null)
            await connection.DisposeAsync();
        // Not the request's token: whoever is gone, the recording is sealed.
        using var deadline = new CancellationTokenSource(options.EndTimeout, time);
        if (session.Started)
        {
            await recorders.EndAsync(admitted.Session, opened.Recorder, SealCauses.FromCode(end.Code), end.Message, atMs, deadline.Token);
            await opened.Audit.EndedAsync(admitted.Session.Start, admitted.Session.Start.AddMilliseconds(atMs), admitted.Session.Recorded, end);
        }
        else
        {
            await recorders.WithdrawAsync(admitted.Session, opened.Recorder, deadline.Token);
            await opened.Audit.FailedAsync(end);
        }
    }

    /// <summary>Waits until the browser has the last message and has closed too, but not for long.</summary>
    private async Task SayGoodbyeAsync(LiveSocket socket, Task sending, CancellationTokenSource broken)
    {
        using var deadline = new CancellationTokenSource(options.CloseTimeout, time);
        try
        {
            await sending.WaitAsync(deadline.Token);
            while (await socket.ReceiveAsync(deadline.Token) is not Incoming.Closed)
            {
            }
        }
        catch (OperationCanceledException)
        {
            // It does not answer: whatever is left goes nowhere.
        }

        await broken.CancelAsync();
        await socket.AbortAsync();
        await sending;
    }

    [LoggerMessage(6010, LogLevel.Error, "The session of {User} on {Desktop} met a defect")]
    private partial void LogDefect(Exception error, string user, string desktop);

    private sealed class StageProgress(Outbox outbox) : IProgress<DesktopStage>
    {
        public void Report(DesktopStage value) => outbox.Post(StageMessage.Of(value));
    }
}
