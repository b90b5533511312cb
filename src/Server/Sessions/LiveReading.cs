namespace Hindsight.Server.Sessions;

/// <summary>Reads what a browser sends during its session. The one reader of its socket.</summary>
internal static class LiveReading
{
    /// <summary>Reads until the browser is gone, breaks the protocol, or <paramref name="over"/>; the first two end the session.</summary>
    public static async Task RunAsync(LiveSocket socket, DesktopSession session, LiveInput input, CertificateConsent consent, CancellationToken over)
    {
        while (!session.Ending.IsCompleted)
        {
            var problem = await socket.ReceiveAsync(over) switch
            {
                Incoming.Binary => await input.HandleAsync(socket.Message, over),
                Incoming.Text => ProblemOf(ClientTexts.Read(socket.Message.Span), consent),
                Incoming.TooLong => "a message over 1 MiB",
                _ => null,
            };
            if (problem is not null)
                session.RequestEnd(SessionEnd.BadMessage(problem));
            else if (socket.IsClosed)
                session.RequestEnd(SessionEnd.ClosedByUser);
        }
    }

    private static string? ProblemOf(ClientText? text, CertificateConsent consent) => text switch
    {
        { Type: "certificate", Accept: { } accept } => consent.Answer(accept) ? null : "an answer to a certificate that was not shown",
        null => "a text that is no JSON",
        _ => "a text of an unknown type",
    };
}
