namespace Hindsight.Recording.Terminal;

// Modes, and which screen is shown.
public sealed partial class TerminalEmulator
{
    private void SetModes(SequenceParameters parameters, bool on)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i] == 4)
                Modes = Modes with { Insert = on };
            else if (parameters[i] == 20)
                Modes = Modes with { NewLine = on };
        }
    }

    private void SetPrivateModes(SequenceParameters parameters, bool on)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var mode = parameters[i];
            Modes = mode switch
            {
                1 => Modes with { ApplicationCursor = on },
                6 => Modes with { Origin = on },
                7 => Modes with { Wraparound = on },
                9 or 1000 or 1002 or 1003 => Modes with { MouseTracking = on ? (MouseTracking)mode : MouseTracking.None },
                25 => Modes with { CursorHidden = !on },
                45 => Modes with { ReverseWraparound = on },
                66 => Modes with { ApplicationKeypad = on },
                1004 => Modes with { SendFocus = on },
                1006 or 1016 => Modes with { MouseEncoding = on ? (MouseEncoding)mode : MouseEncoding.Default },
                2004 => Modes with { BracketedPaste = on },
                2026 => Modes with { SynchronizedOutput = on },
                _ => Modes,
            };
            ActOnPrivateMode(mode, on);
        }
    }

    private void ActOnPrivateMode(int mode, bool on)
    {
        switch (mode)
        {
            case 2 when on:
                for (var set = 0; set < _charsets.Length; set++)
                    Designate(set, 'B');
                break;
            case 6:
                SetCursor(0, 0);
                break;
            case 47 or 1047:
                ShowAlternate(on);
                break;
            case 1048 when on:
                SaveCursor();
                break;
            case 1048:
                RestoreCursor();
                break;
            case 1049 when on:
                SaveCursor();
                ShowAlternate(true);
                break;
            case 1049:
                ShowAlternate(false);
                RestoreCursor();
                break;
        }
    }

    /// <summary>The alternate screen is empty whenever it comes; the cursor stays where it is.</summary>
    private void ShowAlternate(bool on)
    {
        if (on == IsAlternate)
            return;
        var (x, y) = (_active.X, _active.Y);
        _active = on ? _alternate : _normal;
        if (on)
            _alternate.Clear(Eraser);
        (_active.X, _active.Y) = (x, y);
    }

    private void SoftReset()
    {
        (_active.Top, _active.Bottom, _style) = (0, Rows - 1, default);
        Modes = new TerminalModes { NewLine = Modes.NewLine, MouseTracking = Modes.MouseTracking, MouseEncoding = Modes.MouseEncoding };
        ResetCharsets();
        _active.Saved = default;
    }
}
