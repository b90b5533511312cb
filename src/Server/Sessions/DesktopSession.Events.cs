using System.Text;
using Hindsight.Desktop;
using Hindsight.Recording.Records;

namespace Hindsight.Server.Sessions;

/// <summary>What people do in the session, as far as it is recorded: never a keystroke, never the clipboard's content.</summary>
internal sealed partial class DesktopSession
{
    /// <inheritdoc/>
    public ValueTask<bool> AcceptCertificateAsync(DesktopCertificate certificate, CancellationToken cancellation) =>
        _consent.AskAsync(certificate, cancellation);

    /// <summary>Text was copied on the desktop: written down, then sent to whoever works on it.</summary>
    public async ValueTask ClipboardTextAsync(string text, CancellationToken cancellation)
    {
        if (ClipboardOn)
            await InTurnAsync(text, static (session, text) => session.PassOnAsync(text), cancellation);
    }

    /// <summary>Writes down that text of so many bytes goes to the desktop; true when it may.</summary>
    public async ValueTask<bool> ClipboardSentAsync(int bytes, CancellationToken cancellation)
    {
        if (ClipboardOn)
            return await InTurnAsync(bytes, static (session, bytes) => session.RecordClipboardAsync(ClipboardDirection.ToDesktop, bytes), cancellation);
        await NoticeAsync(NoticeLevel.Information, $"The clipboard is off in this session: {_clipboardOff ?? Admitted.ClipboardRule}.", cancellation);
        return false;
    }

    /// <summary>Records where the pointer is.</summary>
    public async ValueTask PointerMovedAsync(int x, int y, CancellationToken cancellation) =>
        await InTurnAsync((x, y), static (session, at) => session.MovePointerAsync(at), cancellation);

    /// <summary>Records a button or a wheel notch, by its number in BUTTON.</summary>
    public async ValueTask ButtonAsync(byte button, bool down, int x, int y, CancellationToken cancellation) =>
        await InTurnAsync((button, down, at: (x, y)), static (session, press) => session.PressAsync(press.button, press.down, press.at), cancellation);

    /// <summary>Shows everybody a sentence and records that it was shown.</summary>
    public async ValueTask NoticeAsync(NoticeLevel level, string message, CancellationToken cancellation) =>
        await InTurnAsync((level, message), static (session, notice) => session.NotifyAsync(notice.level, notice.message), cancellation);

    private async ValueTask PassOnAsync(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > ClientMessage.MaxClipboard)
        {
            await NotifyAsync(NoticeLevel.Warning, "What was copied on the desktop is longer than 1 MiB and stays there.");
            return;
        }

        await RecordClipboardAsync(ClipboardDirection.FromDesktop, bytes);
        foreach (var viewer in _viewers.Where(v => v.OwnsInput))
            viewer.PostClipboard(text, bytes);
    }

    private async ValueTask MovePointerAsync((int X, int Y) at)
    {
        _pointerAt = at;
        if (_screen is null)
            return;
        await BeginEventAsync();
        _batch.AppendPointerMove(at.X, at.Y);
        await PublishAsync(toOwner: false);
    }

    private async ValueTask PressAsync(byte button, bool down, (int X, int Y) at)
    {
        _pointerAt = at;
        if (_screen is null)
            return;
        await BeginEventAsync();
        _batch.AppendButton(button, down, at.X, at.Y);
        await PublishAsync(toOwner: false);
    }

    private async ValueTask NotifyAsync(NoticeLevel level, string message)
    {
        await BeginEventAsync();
        _batch.AppendNotice(level, message);
        if (_screen is not null)
            await RecordAsync();
        foreach (var viewer in _viewers)
            viewer.Post(NoticeMessage.Of(level, message));
    }

    private async ValueTask RecordClipboardAsync(ClipboardDirection direction, int bytes)
    {
        await _audit.ClipboardAsync(direction, bytes);
        if (_screen is null || _recorder is null)
            return;
        await BeginEventAsync();
        _batch.AppendClipboard(direction, bytes);
        await RecordAsync();
    }
}
