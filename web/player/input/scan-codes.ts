/** Marks the keys whose code follows an E0 byte. */
const e0 = 0x100;

/** Keys of the main block in rows, whose codes follow each other. */
const runs: readonly (readonly [first: number, codes: string])[] = [
  [0x01, "Escape Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal Backspace"],
  [0x0f, "Tab KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Enter ControlLeft"],
  [0x1e, "KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backquote ShiftLeft Backslash"],
  [0x2c, "KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash ShiftRight NumpadMultiply AltLeft Space CapsLock"],
  [0x3b, "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NumLock ScrollLock Numpad7 Numpad8 Numpad9 NumpadSubtract"],
  [0x4b, "Numpad4 Numpad5 Numpad6 NumpadAdd Numpad1 Numpad2 Numpad3 Numpad0 NumpadDecimal"],
  [0x64, "F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23"],
];

const others: Readonly<Record<string, number>> = {
  F11: 0x57,
  F12: 0x58,
  F24: 0x76,
  NumpadEqual: 0x59,
  // The key beside the left Shift of ISO keyboards, and the extra keys of Japanese, Korean and Brazilian ones.
  IntlBackslash: 0x56,
  IntlRo: 0x73,
  IntlYen: 0x7d,
  KanaMode: 0x70,
  Convert: 0x79,
  NonConvert: 0x7b,
  Lang1: 0x72,
  Lang2: 0x71,
  Lang3: 0x78,
  Lang4: 0x77,
  NumpadComma: 0x7e,

  NumpadEnter: e0 | 0x1c,
  ControlRight: e0 | 0x1d,
  NumpadDivide: e0 | 0x35,
  PrintScreen: e0 | 0x37,
  AltRight: e0 | 0x38,
  // What Ctrl+Break sends; a desktop worker makes the real sequence (E1 1D 45) of it.
  Pause: e0 | 0x46,
  Home: e0 | 0x47,
  ArrowUp: e0 | 0x48,
  PageUp: e0 | 0x49,
  ArrowLeft: e0 | 0x4b,
  ArrowRight: e0 | 0x4d,
  End: e0 | 0x4f,
  ArrowDown: e0 | 0x50,
  PageDown: e0 | 0x51,
  Insert: e0 | 0x52,
  Delete: e0 | 0x53,
  MetaLeft: e0 | 0x5b,
  OSLeft: e0 | 0x5b,
  MetaRight: e0 | 0x5c,
  OSRight: e0 | 0x5c,
  ContextMenu: e0 | 0x5d,
  Power: e0 | 0x5e,
  Sleep: e0 | 0x5f,
  WakeUp: e0 | 0x63,
  Help: e0 | 0x3b,
  Undo: e0 | 0x08,
  Paste: e0 | 0x0a,
  Cut: e0 | 0x17,
  Copy: e0 | 0x18,
  Eject: e0 | 0x2c,

  MediaTrackPrevious: e0 | 0x10,
  MediaTrackNext: e0 | 0x19,
  AudioVolumeMute: e0 | 0x20,
  VolumeMute: e0 | 0x20,
  LaunchApp2: e0 | 0x21,
  MediaPlayPause: e0 | 0x22,
  MediaStop: e0 | 0x24,
  AudioVolumeDown: e0 | 0x2e,
  VolumeDown: e0 | 0x2e,
  AudioVolumeUp: e0 | 0x30,
  VolumeUp: e0 | 0x30,
  BrowserHome: e0 | 0x32,
  BrowserSearch: e0 | 0x65,
  BrowserFavorites: e0 | 0x66,
  BrowserRefresh: e0 | 0x67,
  BrowserStop: e0 | 0x68,
  BrowserForward: e0 | 0x69,
  BrowserBack: e0 | 0x6a,
  LaunchApp1: e0 | 0x6b,
  LaunchMail: e0 | 0x6c,
  MediaSelect: e0 | 0x6d,
};

const scanCodes: ReadonlyMap<string, number> = new Map([
  ...runs.flatMap(([first, codes]) => codes.split(" ").map((code, i): [string, number] => [code, first + i])),
  ...Object.entries(others),
]);

/**
 * The set-1 scan code of a physical key (`KeyboardEvent.code`), with bit 8 set for an E0 key; undefined for keys a PC
 * does not have. What a key means is the remote layout's business: that is what makes AltGr and dead keys work.
 */
export function scanCodeOf(code: string): number | undefined {
  return scanCodes.get(code);
}
