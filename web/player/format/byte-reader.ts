import { FormatError } from "./format-error";

/** The format allows no larger number, and JavaScript holds none exactly. */
const largest = Number.MAX_SAFE_INTEGER;

/** Takes fields from bytes and refuses to read past their end. Little-endian. */
export class ByteReader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.at;
  }

  get remaining(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.advance(1));
  }

  u16(): number {
    return this.view.getUint16(this.advance(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.advance(4), true);
  }

  /** A 64-bit value, which in every honest file is far below 2^53. */
  u64(): number {
    const low = this.u32();
    return bounded(this.u32() * 2 ** 32 + low);
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      value = bounded(value + (byte & 127) * scale);
      if (byte < 128) return value;
      if (scale >= largest) throw new FormatError("a number is too long");
    }
  }

  /** The next bytes, not copied. */
  take(count: number): Uint8Array {
    const start = this.advance(count);
    return this.bytes.subarray(start, start + count);
  }

  rest(): Uint8Array {
    return this.take(this.remaining);
  }

  /** UTF-8 to the end; what is no UTF-8 shows as �. */
  text(maxBytes: number): string {
    if (this.remaining > maxBytes) throw new FormatError(`a text is longer than ${maxBytes} bytes`);
    return new TextDecoder().decode(this.rest());
  }

  end(): void {
    if (this.remaining > 0) throw new FormatError(`${this.remaining} bytes are left over`);
  }

  private advance(count: number): number {
    if (count > this.remaining) throw new FormatError("bytes end too early");
    const start = this.at;
    this.at += count;
    return start;
  }
}

function bounded(value: number): number {
  if (value > largest) throw new FormatError("a number is too large");
  return value;
}
