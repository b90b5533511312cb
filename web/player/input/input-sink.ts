/** Where input goes: the client messages of docs/ARCHITECTURE.md, "A live session". */
export interface InputSink {
  /** Set-1 scan code, bit 8 set for an E0 key. */
  key(scanCode: number, down: boolean): void;
  character(codePoint: number): void;
  /** Bit 0 scroll, 1 num, 2 caps. */
  locks(bits: number): void;
  move(x: number, y: number): void;
  /** 0 left, 1 middle, 2 right, 3 back, 4 forward. */
  button(button: number, down: boolean, x: number, y: number): void;
  /** Axis 0 vertical, 1 horizontal; 120 a notch, positive is up or right. */
  wheel(axis: number, delta: number, x: number, y: number): void;
  clipboard(text: string): void;
}
