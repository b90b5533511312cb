/** What the wheel needs of a WheelEvent. */
export type WheelInput = Pick<WheelEvent, "deltaX" | "deltaY" | "deltaMode" | "timeStamp">;

const notch = 120;
/** How much of a browser's unit is a notch: pixels, lines, pages. */
const unitsPerNotch = [100, 3, 1];
/** A flick of a touch pad sends no more than this at once. */
const maxNotches = 10;
/** After a pause, what was left of a notch is forgotten. */
const pauseMs = 500;

/**
 * Turns wheel events, which come in pixels, lines or pages and as fine as a touch pad likes, into whole notches: most
 * desktops count each event as one.
 */
export class Wheel {
  private readonly rest = [0, 0];
  private lastTime = Number.NEGATIVE_INFINITY;

  constructor(private readonly send: (axis: number, delta: number) => void) {}

  update(event: WheelInput): void {
    if (event.timeStamp - this.lastTime > pauseMs) this.rest.fill(0);
    this.lastTime = event.timeStamp;
    // Browsers count down and right as positive, the desktop up and right.
    this.turn(0, -toNotches(event.deltaY, event.deltaMode));
    this.turn(1, toNotches(event.deltaX, event.deltaMode));
  }

  private turn(axis: number, notches: number): void {
    if (notches === 0) return;
    const sum = Math.sign(notches) === Math.sign(this.rest[axis]) ? this.rest[axis] + notches : notches;
    const whole = Math.trunc(sum + Math.sign(sum) * 1e-6);
    this.rest[axis] = sum - whole;
    for (let i = 0; i < Math.min(Math.abs(whole), maxNotches); i++) this.send(axis, Math.sign(whole) * notch);
  }
}

/** Browsers differ in the pixels of a real wheel's notch (100 to 133), so what is coarse counts as whole notches. */
function toNotches(delta: number, mode: number): number {
  const notches = delta / (unitsPerNotch[mode] ?? unitsPerNotch[0]);
  return Math.abs(notches) >= 1 ? Math.round(notches) : notches;
}
