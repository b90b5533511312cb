import { type KeyCombination, keysOf } from "./combinations";
import type { InputSink } from "./input-sink";
import { LockKeys } from "./lock-keys";
import { scanCodeOf } from "./scan-codes";

/** What the keyboard needs of a KeyboardEvent. */
export type KeyEvent = Pick<
  KeyboardEvent,
  "code" | "key" | "isComposing" | "keyCode" | "timeStamp" | "getModifierState"
>;

/** Modifiers, the states in which an event may report them as held, and their keys. */
const modifiers: readonly { readonly states: readonly string[]; readonly codes: readonly string[] }[] = [
  { states: ["Shift"], codes: ["ShiftLeft", "ShiftRight"] },
  { states: ["Control"], codes: ["ControlLeft", "ControlRight"] },
  { states: ["Alt", "AltGraph"], codes: ["AltLeft", "AltRight"] },
  { states: ["Meta", "OS"], codes: ["MetaLeft", "MetaRight", "OSLeft", "OSRight"] },
];
const modifierCodes: ReadonlySet<string> = new Set(modifiers.flatMap((modifier) => modifier.codes));

/** Windows reports AltGr as a left Control and a right Alt less than this many milliseconds apart. */
const altGraphPairMs = 30;

/**
 * Turns key events into scan codes. It remembers what is held, so that nothing stays down on the desktop: not when
 * the page loses the keyboard, and not when the viewer's system swallows the release of a modifier.
 */
export class Keyboard {
  private readonly held = new Map<string, number>();
  private readonly lockKeys: LockKeys;
  /** A left Control that may turn out to be half of AltGr. */
  private pendingControl: { readonly timeStamp: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  private ignoreControlUp = false;

  constructor(
    private readonly sink: InputSink,
    private readonly system: "windows" | "mac" | "other",
  ) {
    this.lockKeys = new LockKeys(sink);
  }

  /** Returns whether the event was used up: then the browser must not act on it. */
  keyDown(event: KeyEvent): boolean {
    if (isComposing(event)) return false;
    const scanCode = scanCodeOf(event.code);
    if (scanCode === undefined) return this.typeKey(event);

    if (this.system === "windows" && event.code === "ControlLeft" && !this.held.has("ControlLeft")) {
      this.holdBackControl(event);
      return true;
    }
    this.settleControl(event);
    this.releaseLostModifiers(event);
    this.lockKeys.beforeKey(event);
    this.held.set(event.code, scanCode);
    this.sink.key(scanCode, true);
    return true;
  }

  keyUp(event: KeyEvent): boolean {
    const scanCode = scanCodeOf(event.code);
    if (scanCode === undefined) return false;
    if (event.code === "ControlLeft" && this.ignoreControlUp) {
      this.ignoreControlUp = false;
      return true;
    }
    this.sendControl();
    if (this.held.delete(event.code)) {
      this.sink.key(scanCode, false);
    } else if (event.code === "PrintScreen") {
      // Windows tells browsers of this key's release only.
      this.sink.key(scanCode, true);
      this.sink.key(scanCode, false);
    }
    // A Mac does not report the release of other keys while Command is held.
    if (this.system === "mac" && event.code.startsWith("Meta")) this.releaseWhere((code) => !modifierCodes.has(code));
    return true;
  }

  /** For every other event that knows the modifiers, such as those of the mouse. */
  checkModifiers(event: Pick<KeyEvent, "getModifierState">): void {
    this.sendControl();
    this.releaseLostModifiers(event);
  }

  get heldCount(): number {
    return this.held.size;
  }

  /** Whether all of these keys are held now. */
  holds(...codes: readonly string[]): boolean {
    return codes.every((code) => this.held.has(code));
  }

  /** Lets go of everything, and forgets the desktop's lock keys: both may change while the page is not looking. */
  releaseAll(): void {
    this.sendControl();
    this.ignoreControlUp = false;
    this.releaseWhere(() => true);
    this.lockKeys.forget();
  }

  /** Presses and releases keys, after letting go of what is held. */
  press(combination: KeyCombination): void {
    this.releaseAll();
    const keys = keysOf(combination).map((code) => scanCodeOf(code) ?? 0);
    for (const key of keys) this.sink.key(key, true);
    for (const key of keys.toReversed()) this.sink.key(key, false);
  }

  /** Types text as characters, whatever the layouts; line ends as Enter, tabs as Tab, other control characters not at all. */
  type(text: string): void {
    for (const character of text.replaceAll("\r\n", "\n")) {
      const code = character === "\n" || character === "\r" ? "Enter" : character === "\t" ? "Tab" : undefined;
      const scanCode = code && scanCodeOf(code);
      if (scanCode) {
        this.sink.key(scanCode, true);
        this.sink.key(scanCode, false);
      } else if (isText(character)) {
        this.sink.character(character.codePointAt(0) ?? 0);
      }
    }
  }

  /** A key without a physical place: an on-screen keyboard, a remote control. */
  private typeKey(event: KeyEvent): boolean {
    if ([...event.key].length === 1) {
      this.type(event.key);
      return true;
    }
    return false;
  }

  private holdBackControl(event: KeyEvent): void {
    this.sendControl();
    const timer = setTimeout(() => this.sendControl(), altGraphPairMs);
    this.pendingControl = { timeStamp: event.timeStamp, timer };
  }

  /** Decides about a left Control that was held back, now that the next key is known. */
  private settleControl(event: KeyEvent): void {
    const pending = this.pendingControl;
    if (!pending) return;
    if (event.code === "AltRight" && event.timeStamp - pending.timeStamp < altGraphPairMs) {
      clearTimeout(pending.timer);
      this.pendingControl = undefined;
      this.ignoreControlUp = true;
    } else {
      this.sendControl();
    }
  }

  private sendControl(): void {
    if (!this.pendingControl) return;
    clearTimeout(this.pendingControl.timer);
    this.pendingControl = undefined;
    const scanCode = scanCodeOf("ControlLeft") ?? 0;
    this.held.set("ControlLeft", scanCode);
    this.sink.key(scanCode, true);
  }

  private releaseLostModifiers(event: Pick<KeyEvent, "getModifierState"> & { readonly code?: string }): void {
    for (const { states, codes } of modifiers) {
      if (event.code !== undefined && codes.includes(event.code)) continue;
      if (states.some((state) => event.getModifierState(state))) continue;
      this.releaseWhere((code) => codes.includes(code));
    }
  }

  private releaseWhere(matches: (code: string) => boolean): void {
    for (const [code, scanCode] of [...this.held].reverse()) {
      if (!matches(code)) continue;
      this.held.delete(code);
      this.sink.key(scanCode, false);
    }
  }
}

/** Whether a character can be typed: no control character, no half of a surrogate pair. */
function isText(character: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(character);
}

/** Whether an input method is at work: the text arrives when it is done. 229 is how browsers without `isComposing` say it. */
function isComposing(event: KeyEvent): boolean {
  return event.isComposing || event.keyCode === 229 || event.key === "Process";
}

/** The viewer's system, as far as keyboards differ by it. */
export function systemOf(userAgent: string): "windows" | "mac" | "other" {
  if (/Windows/.test(userAgent)) return "windows";
  return /Mac|iPhone|iPad/.test(userAgent) ? "mac" : "other";
}
