import { Mouse } from "../input/mouse";
import { Wheel } from "../input/wheel";
import { Painter } from "../screen/painter";
import { cursorOf } from "../screen/pointer-cursor";
import type { PointerShape } from "../screen/pointer-shape";
import { exposePicture } from "../screen/shown-picture";
import type { LiveConnection } from "./live-connection";
import { KeyboardInput } from "./keyboard-input";
import { LocalClipboard } from "./local-clipboard";

/** While nobody looks at the page, pictures are acknowledged this slowly. */
const hiddenPictureMs = 250;

/** Chromium's Keyboard Lock: in full screen even Escape, Alt+Tab and Ctrl+W reach the page. */
interface LockableKeyboard {
  lock(): Promise<void>;
  unlock(): void;
}

/** A live session on the page: its picture, and all input that goes to it. */
export class LiveView {
  private readonly painter: Painter;
  private readonly keys: KeyboardInput;
  private readonly mouse: Mouse;
  private readonly clipboard: LocalClipboard;
  private readonly listening = new AbortController();
  private readonly conceal: () => void;
  private shownShape: PointerShape | undefined;

  constructor(
    private readonly container: HTMLElement,
    private readonly connection: LiveConnection,
  ) {
    const { send } = connection;
    const mayPaste = () => connection.started?.clipboard ?? false;
    this.painter = new Painter(container, 1);
    this.keys = new KeyboardInput(send, mayPaste);
    this.clipboard = new LocalClipboard((text) => mayPaste() && send.clipboard(text));
    this.mouse = new Mouse(send, () => this.placement());
    this.painter.stage.append(this.keys.element);
    this.painter.stage.style.touchAction = "none";
    this.keys.onEscape = () => this.keys.element.blur();

    connection.onPicture = () => this.show();
    connection.onClipboard = (text) => this.clipboard.write(text);
    this.conceal = exposePicture(() => connection.picture());
    this.listen();
    void this.show();
  }

  get keyboard() {
    return this.keys.keyboard;
  }

  focus(): void {
    this.keys.element.focus({ preventScroll: true });
  }

  remove(): void {
    this.keys.releaseAll();
    this.mouse.releaseAll();
    this.listening.abort();
    this.conceal();
    this.painter.remove();
    this.connection.onPicture = () => Promise.resolve();
    this.connection.onClipboard = () => {};
  }

  /** Paints at once, and resolves when the browser is about to show it. */
  private show(): Promise<void> {
    const { screen } = this.connection;
    this.painter.paint(screen);
    if (screen.pointerShape !== this.shownShape) {
      this.shownShape = screen.pointerShape;
      this.painter.stage.style.cursor = cursorOf(screen.pointerShape);
    }
    return new Promise((done) => {
      if (document.hidden) setTimeout(done, hiddenPictureMs);
      else requestAnimationFrame(() => done());
    });
  }

  private placement() {
    const { width, height } = this.connection.screen;
    if (width === 0) return undefined;
    const { left, top } = this.painter.stage.getBoundingClientRect();
    return { left, top, scale: this.painter.scale, width, height };
  }

  private listen(): void {
    const { stage } = this.painter;
    const { signal } = this.listening;
    const wheel = new Wheel((axis, delta) => {
      const { x, y } = this.mouse.position;
      this.connection.send.wheel(axis, delta, x, y);
    });

    stage.addEventListener("pointerdown", (event) => this.pointerDown(event), { signal });
    for (const type of ["pointermove", "pointerup", "pointercancel"] as const) {
      stage.addEventListener(type, (event) => this.mouse.update(event), { signal });
    }
    const wheelMoved = (event: WheelEvent) => {
      event.preventDefault();
      this.keyboard.checkModifiers(event);
      this.mouse.update(event);
      wheel.update(event);
    };
    stage.addEventListener("wheel", wheelMoved, { signal, passive: false });
    // The browser's own menu, and going back and forward with the side buttons of a mouse.
    for (const type of ["contextmenu", "mousedown", "mouseup", "auxclick"] as const) {
      stage.addEventListener(type, (event) => event.preventDefault(), { signal });
    }

    this.keys.element.addEventListener("focus", () => void this.clipboard.exchange(), { signal });
    addEventListener("blur", () => this.releaseAll(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.releaseAll(), { signal });
    document.addEventListener("fullscreenchange", () => this.lockKeyboard(), { signal });
  }

  private pointerDown(event: PointerEvent): void {
    event.preventDefault();
    this.focus();
    this.painter.stage.setPointerCapture(event.pointerId);
    this.keyboard.checkModifiers(event);
    this.mouse.update(event);
  }

  private releaseAll(): void {
    this.keys.releaseAll();
    this.mouse.releaseAll();
  }

  private lockKeyboard(): void {
    const { keyboard } = navigator as Navigator & { readonly keyboard?: LockableKeyboard };
    const isFull = document.fullscreenElement?.contains(this.container) ?? false;
    // Refused where the page may not have it; then the menu of key combinations remains.
    if (isFull) keyboard?.lock().catch(() => {});
    else keyboard?.unlock();
  }
}
