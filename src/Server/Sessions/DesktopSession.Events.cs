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
        if (!Admitted.Clipboard || !await EnterAsync(cancellation))
            return;
        try
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
        catch (Exception error) when (EndsSession(error))
        {
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes down that text of so many bytes goes to the desktop; true when it may.</summary>
    public async ValueTask<bool> ClipboardSentAsync(int bytes, CancellationToken cancellation)
    {
        if (!await EnterAsync(cancellation))
            return false;
        try
        {
            if (Admitted.Clipboard)
                await RecordClipboardAsync(ClipboardDirection.ToDesktop, bytes);
            else
                await NotifyAsync(NoticeLevel.Information, $"The clipboard is off in this session: {Admitted.ClipboardRule}.");
            return Admitted.Clipboard;
        }
        catch (Exception error) when (EndsSession(error))
        {
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Records where the pointer is.</summary>
    public async ValueTask PointerMovedAsync(int x, int y, CancellationToken cancellation)
    {
        if (!await EnterAsync(cancellation))
            return;
        try
        {
            _pointerAt = (x, y);
            if (_screen is null)
                return;
            _batch.Begin(_clock.Now);
            _batch.AppendPointerMove(x, y);
            await PublishAsync(toOwner: false);
        }
        catch (Exception error) when (EndsSession(error))
        {
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Records a button or a wheel notch, by its number in BUTTON.</summary>
    public async ValueTask ButtonAsync(byte button, bool down, int x, int y, CancellationToken cancellation)
    {
        if (!await EnterAsync(cancellation))
            return;
        try
        {
            _pointerAt = (x, y);
            if (_screen is null)
                return;
            _batch.Begin(_clock.Now);
            _batch.AppendButton(button, down, x, y);
            await PublishAsync(toOwner: false);
        }
        catch (Exception error) when (EndsSession(error))
        {
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Shows everybody a sentence and records that it was shown.</summary>
    public async ValueTask NoticeAsync(NoticeLevel level, string message, CancellationToken cancellation)
    {
        if (!await EnterAsync(cancellation))
            return;
        try
        {
            await NotifyAsync(level, message);
        }
        catch (Exception error) when (EndsSession(error))
        {
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask NotifyAsync(NoticeLevel level, string message)
    {
        _batch.Begin(_clock.Now);
        _batch.AppendNotice(level, message);
        if (_recorder is not null && _screen is not null)
            await _recorder.AcceptAsync(_batch);
        foreach (var viewer in _viewers)
            viewer.Post(NoticeMessage.Of(level, message));
    }

    private async ValueTask RecordClipboardAsync(ClipboardDirection direction, int bytes)
    {
        await _audit.ClipboardAsync(direction, bytes);
        if (_screen is null || _recorder is null)
            return;
        _batch.Begin(_clock.Now);
        _batch.AppendClipboard(direction, bytes);
        await _recorder.AcceptAsync(_batch);
    }
}
