import type { InputSink } from "../input/input-sink";

/** The clipboard text the server takes; longer text ends the session, so it is not sent. */
const maxClipboardBytes = 1024 * 1024;

/** Writes the client's binary messages (docs/ARCHITECTURE.md, "A live session"). */
export class ClientMessages implements InputSink {
  constructor(private readonly send: (message: Uint8Array<ArrayBuffer>) => void) {}

  acknowledge(number: number): void {
    this.write(1, 4, (view) => view.setUint32(1, number, true));
  }

  move(x: number, y: number): void {
    this.write(2, 4, (view) => setPoint(view, 1, x, y));
  }

  button(button: number, down: boolean, x: number, y: number): void {
    this.write(3, 6, (view) => {
      view.setUint8(1, button);
      view.setUint8(2, down ? 1 : 0);
      setPoint(view, 3, x, y);
    });
  }

  wheel(axis: number, delta: number, x: number, y: number): void {
    this.write(4, 7, (view) => {
      view.setUint8(1, axis);
      view.setInt16(2, delta, true);
      setPoint(view, 4, x, y);
    });
  }

  key(scanCode: number, down: boolean): void {
    this.write(5, 3, (view) => {
      view.setUint16(1, scanCode, true);
      view.setUint8(3, down ? 1 : 0);
    });
  }

  character(codePoint: number): void {
    this.write(6, 4, (view) => view.setUint32(1, codePoint, true));
  }

  locks(bits: number): void {
    this.write(7, 1, (view) => view.setUint8(1, bits));
  }

  resize(width: number, height: number): void {
    this.write(8, 4, (view) => setPoint(view, 1, width, height));
  }

  clipboard(text: string): void {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > maxClipboardBytes) return;
    const message = new Uint8Array(1 + bytes.length);
    message[0] = 9;
    message.set(bytes, 1);
    this.send(message);
  }

  private write(kind: number, bodyLength: number, fill: (view: DataView) => void): void {
    const message = new Uint8Array(1 + bodyLength);
    message[0] = kind;
    fill(new DataView(message.buffer));
    this.send(message);
  }
}

function setPoint(view: DataView, offset: number, x: number, y: number): void {
  view.setUint16(offset, x, true);
  view.setUint16(offset + 2, y, true);
}
