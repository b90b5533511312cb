namespace Hindsight.Desktop;

/// <summary>A desktop that is connected. Input calls never block and are ignored once it has ended.</summary>
public interface IDesktopConnection : IAsyncDisposable
{
    /// <summary>Completes, without throwing, when the connection is over and its worker is reaped.</summary>
    Task<DesktopEnd> Ended { get; }

    /// <summary>The worker's process id.</summary>
    int ProcessId { get; }

    /// <summary>Moves the pointer.</summary>
    void MovePointer(int x, int y);

    /// <summary>Presses or releases a button: 0 left, 1 middle, 2 right, 3 back, 4 forward.</summary>
    void Button(int button, bool down, int x, int y);

    /// <summary>Turns a wheel: 120 a notch, positive is up or right.</summary>
    void Wheel(bool horizontal, int delta, int x, int y);

    /// <summary>Presses or releases a key by its set 1 scan code (0 to 0x7F).</summary>
    void Key(int scanCode, bool extended, bool down);

    /// <summary>Types a character that no key has.</summary>
    void Character(int codePoint);

    /// <summary>Tells the desktop which locks are on.</summary>
    void SynchronizeLocks(bool scroll, bool num, bool caps);

    /// <summary>Asks for another screen size; clamped to what is allowed (even width, at least 200 × 200).</summary>
    void Resize(int width, int height);

    /// <summary>Offers text to the desktop's clipboard.</summary>
    void SetClipboardText(string text);
}
