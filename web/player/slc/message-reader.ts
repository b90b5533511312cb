import { FormatError } from "../format/format-error";

/** A decoder may look this many bytes past the end of a message before it checks; they read as zero. */
const slack = 16;

/**
 * The bits of one message, least significant first, held in a buffer of its own so that any position may be looked
 * at without a check. Positions count bits; the decoder's inner loop keeps its own and calls `peekAt`.
 */
export class MessageReader {
  private bytes = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);
  /** The next unread bit. */
  position = 0;
  /** Bits in the message. */
  limit = 0;

  begin(message: Uint8Array): void {
    if (this.bytes.length < message.length + slack) {
      this.bytes = new Uint8Array(Math.max(1 << 16, message.length * 2) + slack);
      this.view = new DataView(this.bytes.buffer);
    }
    this.bytes.set(message);
    this.bytes.fill(0, message.length, message.length + slack);
    this.position = 0;
    this.limit = message.length * 8;
  }

  /** Takes up to 24 bits. */
  take(bits: number): number {
    const value = peekAt(this.view, this.position) & ((1 << bits) - 1);
    this.position += bits;
    return value;
  }

  get isOverrun(): boolean {
    return this.position > this.limit;
  }

  /** A message ends within its last byte. */
  end(): void {
    if (this.isOverrun) throw new FormatError("a message is cut");
    if (this.limit - this.position >= 8) throw new FormatError("a message has bytes left over");
  }
}

/** The bits from `position` on, of which the lowest 25 are valid. */
export function peekAt(view: DataView, position: number): number {
  return view.getInt32(position >>> 3, true) >>> (position & 7);
}
