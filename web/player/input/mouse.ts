import type { InputSink } from "./input-sink";

/** What the mouse needs of a PointerEvent. */
export type PointerInput = Pick<PointerEvent, "clientX" | "clientY" | "buttons">;

/** Bits of `MouseEvent.buttons` in the order of the buttons' numbers: left, middle, right, back, forward. */
const buttonBits = [1, 4, 2, 8, 16];

/** Where the picture lies on the page and how large it is, in its own pixels. */
export interface Placement {
  readonly left: number;
  readonly top: number;
  /** Page pixels per picture pixel. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Turns pointer events into moves and buttons. It compares the buttons that an event says are held with those the
 * desktop knows, so that one that was let go outside the page does not stay down.
 */
export class Mouse {
  private buttons = 0;
  private x = -1;
  private y = -1;

  constructor(
    private readonly sink: InputSink,
    private readonly placement: () => Placement | undefined,
  ) {}

  /** For every pointer event: down, move, up, cancel. */
  update(event: PointerInput): void {
    const place = this.placement();
    if (!place) return;
    const x = toPicture(event.clientX - place.left, place.scale, place.width);
    const y = toPicture(event.clientY - place.top, place.scale, place.height);
    if (x !== this.x || y !== this.y) {
      this.x = x;
      this.y = y;
      this.sink.move(x, y);
    }
    this.setButtons(event.buttons);
  }

  /** Lets go of every button. */
  releaseAll(): void {
    this.setButtons(0);
  }

  get position(): { readonly x: number; readonly y: number } {
    return { x: Math.max(0, this.x), y: Math.max(0, this.y) };
  }

  private setButtons(buttons: number): void {
    const changed = buttons ^ this.buttons;
    this.buttons = buttons;
    buttonBits.forEach((bit, button) => {
      if (changed & bit) this.sink.button(button, (buttons & bit) !== 0, this.x, this.y);
    });
  }
}

/** A place on the page in pixels of the picture; outside of it, the nearest one inside. */
function toPicture(offset: number, scale: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(offset / scale)));
}
