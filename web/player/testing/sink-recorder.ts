import type { InputSink } from "../input/input-sink";

/** Writes down what it is sent, in a short form: `+2a` is scan code 2A going down, `char 20ac` a character. */
export class SinkRecorder implements InputSink {
  readonly sent: string[] = [];

  key(scanCode: number, down: boolean): void {
    this.sent.push(`${down ? "+" : "-"}${scanCode.toString(16)}`);
  }

  character(codePoint: number): void {
    this.sent.push(`char ${codePoint.toString(16)}`);
  }

  locks(bits: number): void {
    this.sent.push(`locks ${bits}`);
  }

  move(x: number, y: number): void {
    this.sent.push(`move ${x},${y}`);
  }

  button(button: number, down: boolean, x: number, y: number): void {
    this.sent.push(`${down ? "press" : "release"} ${button} at ${x},${y}`);
  }

  wheel(axis: number, delta: number): void {
    this.sent.push(`wheel ${axis} ${delta}`);
  }

  clipboard(text: string): void {
    this.sent.push(`clipboard ${text}`);
  }

  take(): string {
    return this.sent.splice(0).join(" ");
  }
}
