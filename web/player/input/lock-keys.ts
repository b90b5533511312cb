import type { InputSink } from "./input-sink";

const bits: readonly (readonly [state: string, bit: number])[] = [
  ["ScrollLock", 1],
  ["NumLock", 2],
  ["CapsLock", 4],
];

/**
 * Keeps the desktop's lock keys like the viewer's. A lock key itself is sent as a key, which toggles the desktop's
 * state; any other key that finds the states apart sends the viewer's first.
 */
export class LockKeys {
  private known: number | undefined;

  constructor(private readonly sink: InputSink) {}

  beforeKey(event: { readonly code: string; getModifierState(state: string): boolean }): void {
    const own = bits.find(([state]) => state === event.code);
    if (own) {
      if (this.known !== undefined) this.known ^= own[1];
      return;
    }
    let now = 0;
    for (const [state, bit] of bits) if (event.getModifierState(state)) now |= bit;
    if (now === this.known) return;
    this.known = now;
    this.sink.locks(now);
  }

  forget(): void {
    this.known = undefined;
  }
}
