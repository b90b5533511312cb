import { Keyboard, systemOf } from "../input/keyboard";
import type { InputSink } from "../input/input-sink";

/** If a paste brings no text in this time, the keys go out without. */
const pasteMs = 50;

/**
 * The element that has the keyboard while a session has it: an invisible text field, because input methods, dead
 * keys and pasting need one.
 */
export class KeyboardInput {
  readonly element = document.createElement("textarea");
  readonly keyboard: Keyboard;
  /** The viewer pressed and released Ctrl+Alt+Shift: the way out for those who have no mouse. */
  onEscape: () => void = () => {};

  private waitingPaste: { readonly event: KeyboardEvent; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  private escaping = false;

  constructor(
    private readonly sink: InputSink,
    private readonly mayPaste: () => boolean,
  ) {
    this.keyboard = new Keyboard(sink, systemOf(navigator.userAgent));
    const field = this.element;
    Object.assign(field.style, {
      position: "absolute",
      left: "0",
      top: "0",
      width: "1px",
      height: "1px",
      padding: "0",
      border: "0",
      opacity: "0",
      resize: "none",
      pointerEvents: "none",
      // Also before the first picture, while what is round it is hidden.
      visibility: "visible",
    });
    field.setAttribute("aria-label", "Keyboard of the remote desktop. Ctrl+Alt+Shift gives it back to this page.");
    field.autocapitalize = "off";
    field.autocomplete = "off";
    field.spellcheck = false;

    field.addEventListener("keydown", (event) => this.keyDown(event));
    field.addEventListener("keyup", (event) => this.keyUp(event));
    field.addEventListener("input", (event) => this.input(event));
    field.addEventListener("compositionend", (event) => this.type(event.data));
    field.addEventListener("paste", (event) => this.paste(event));
    field.addEventListener("blur", () => this.releaseAll());
  }

  releaseAll(): void {
    if (this.waitingPaste) clearTimeout(this.waitingPaste.timer);
    this.waitingPaste = undefined;
    this.escaping = false;
    this.keyboard.releaseAll();
  }

  private keyDown(event: KeyboardEvent): void {
    this.finishPaste();
    if (this.mayPaste() && isPaste(event)) {
      // The browser pastes into the field, which is how a page gets to know the clipboard without asking.
      this.waitingPaste = { event, timer: setTimeout(() => this.finishPaste(), pasteMs) };
      return;
    }
    if (this.keyboard.keyDown(event)) event.preventDefault();
    this.escaping = this.keyboard.heldCount === 3 && this.keyboard.holds("ControlLeft", "AltLeft", "ShiftLeft");
  }

  private keyUp(event: KeyboardEvent): void {
    this.finishPaste();
    if (this.keyboard.keyUp(event)) event.preventDefault();
    if (this.escaping) {
      this.releaseAll();
      this.onEscape();
    }
  }

  private paste(event: ClipboardEvent): void {
    event.preventDefault();
    const text = event.clipboardData?.getData("text/plain");
    if (text && this.mayPaste()) this.sink.clipboard(text);
    this.finishPaste();
  }

  /** Sends the keys that waited for the clipboard. */
  private finishPaste(): void {
    const waiting = this.waitingPaste;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waitingPaste = undefined;
    this.keyboard.keyDown(waiting.event);
  }

  /** Text that came without keys: from an on-screen keyboard, an emoji panel, dictation. */
  private input(event: Event): void {
    if (!(event instanceof InputEvent) || event.isComposing) return;
    if (event.inputType === "insertText" && event.data) this.type(event.data);
    this.element.value = "";
  }

  private type(text: string): void {
    this.keyboard.type(text);
    this.element.value = "";
  }
}

function isPaste(event: KeyboardEvent): boolean {
  if (event.altKey || event.repeat) return false;
  const control = event.ctrlKey || event.metaKey;
  return (event.code === "KeyV" && control) || (event.code === "Insert" && event.shiftKey && !control);
}
