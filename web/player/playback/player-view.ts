import { Painter } from "../screen/painter";
import type { Picture } from "../screen/picture";
import { PointerSprite } from "../screen/pointer-sprite";
import { exposePicture } from "../screen/shown-picture";
import { TerminalPainter, terminalText } from "../terminal/terminal-painter";
import type { Controller } from "./controller";

/** A small screen is not blown up beyond this. */
const maxScale = 2;
/** A click shows for this long, in the session's time, also when it was shorter. */
const pressMs = 250;

/** Shows what the controller says. */
export class PlayerView {
  private readonly painter: Painter;
  private readonly pointer: PointerSprite;
  private terminal: TerminalPainter | undefined;
  private readonly stop: () => void;
  private readonly conceal: () => void;

  constructor(
    private readonly container: HTMLElement,
    private readonly controller: Controller,
    picture: () => Picture | undefined,
  ) {
    this.painter = new Painter(container, maxScale);
    this.painter.onPlaced = () => this.showPointer();
    this.pointer = new PointerSprite(this.painter.stage);
    this.stop = controller.subscribe(() => this.show());
    this.conceal = exposePicture(picture, () => controller.terminal && terminalText(controller.terminal));
  }

  remove(): void {
    this.stop();
    this.conceal();
    this.painter.remove();
    this.terminal?.remove();
  }

  private show(): void {
    const { screen, state, terminal } = this.controller;
    // While a picture is being made, the one before stays.
    if (state.phase === "loading") return;
    if (this.terminal) this.terminal.isHidden = terminal === undefined;
    if (terminal) {
      this.terminal ??= new TerminalPainter(this.container);
      this.terminal.paint(terminal);
      this.terminal.isHidden = false;
      return;
    }
    this.painter.isHidden = screen === undefined;
    if (!screen) return;
    this.painter.paint(screen);
    this.showPointer();
  }

  private showPointer(): void {
    const { screen, state } = this.controller;
    if (!screen) return;
    const isPressed = screen.buttons !== 0 || (screen.lastPress >= 0 && state.timeMs - screen.lastPress < pressMs);
    this.pointer.show(screen.pointerShape, screen.pointerX, screen.pointerY, this.painter.scale, isPressed);
  }
}
