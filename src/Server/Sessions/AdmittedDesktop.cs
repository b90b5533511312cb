using Hindsight.Desktop;
using Hindsight.Server.Access;
using Hindsight.Server.Desktops;
using Hindsight.Server.Library;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Sessions;

/// <summary>A desktop session that policy admitted, with everything that was decided about it.</summary>
/// <param name="Session">What the ledger knows of it.</param>
/// <param name="Clock">Its time base.</param>
/// <param name="Desktop">Where it goes.</param>
/// <param name="Subject">Who connects.</param>
/// <param name="Address">The address the person's browser has.</param>
/// <param name="Credentials">The login on the desktop; for the worker alone.</param>
/// <param name="Width">The screen's width to begin with, within bounds.</param>
/// <param name="Height">The screen's height to begin with, within bounds.</param>
/// <param name="KeyboardLayout">The Windows identifier of the person's keyboard layout; 0 leaves it to the desktop.</param>
/// <param name="Clipboard">Whether text may be copied to and from the desktop, and somebody wants to.</param>
/// <param name="ClipboardRule">The rule that decided that.</param>
internal sealed record AdmittedDesktop(
    AdmittedSession Session, SessionClock Clock, DesktopEntry Desktop, Subject Subject, string Address, DesktopCredentials Credentials,
    int Width, int Height, int KeyboardLayout, bool Clipboard, string ClipboardRule)
{
    /// <summary>What happens when it can't be recorded any more, and the rule that says so.</summary>
    public Decided<Strictness> Strictness { get; init; } = new(Resources.Strictness.Strict, "recording is strict");
}
