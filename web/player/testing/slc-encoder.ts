import { contextCount, firstBlueTable, firstMatchSymbol, firstRedTable, lengthCodes, mainSymbols, matchLeft } from "../slc/alphabet";
import { defaultCodeLengths } from "../slc/default-code-lengths";
import { black, contextOf, median, residualClasses } from "../slc/pixel-model";

/**
 * A plain encoder for tests: built-in tables, literals and runs of one colour, one band, no memory. Pixels are
 * 0xAABBGGRR, rows top to bottom.
 */
export function encodePlainly(pixels: Int32Array, width: number): Uint8Array {
  const bits = new BitWriter();
  bits.put(3, 2);
  for (let at = 0; at < pixels.length; ) {
    const left = at > 0 ? pixels[at - 1] : black;
    const up = at >= width ? pixels[at - width] : left;
    const corner = at > width ? pixels[at - width - 1] : up;
    const context = contextOf(left, up, corner);
    let run = 0;
    while (at > 0 && run < 4 && at + run < pixels.length && pixels[at + run] === left) run++;
    if (run > 0) {
      putSymbol(bits, context, firstMatchSymbol + matchLeft * lengthCodes + run - 1);
      at += run;
    } else {
      putLiteral(bits, context, pixels[at++], left, up, corner);
    }
  }
  return bits.toBytes();
}

function putLiteral(bits: BitWriter, context: number, pixel: number, left: number, up: number, corner: number): void {
  const channel = (p: number, shift: number) => (p >> shift) & 255;
  const green = channel(pixel, 8);
  const residual = (green - median(channel(left, 8), channel(up, 8), channel(corner, 8))) & 255;
  putSymbol(bits, context, residual);
  for (const [shift, table] of [
    [0, firstRedTable],
    [16, firstBlueTable],
  ]) {
    const difference = (p: number) => channel(p, shift) - channel(p, 8);
    const predicted = median(difference(left), difference(up), difference(corner));
    putSymbol(bits, table + residualClasses[residual], (difference(pixel) - predicted) & 255);
  }
}

function putSymbol(bits: BitWriter, table: number, symbol: number): void {
  const { code, length } = codesOf(table)[symbol];
  for (let i = length - 1; i >= 0; i--) bits.put((code >> i) & 1, 1);
}

interface Code {
  readonly code: number;
  readonly length: number;
}

const codes = new Map<number, Code[]>();

/** The canonical code of one of the built-in tables. */
function codesOf(table: number): readonly Code[] {
  let made = codes.get(table);
  if (!made) {
    const isMain = table < contextCount;
    const offset = isMain ? table * mainSymbols : contextCount * mainSymbols + (table - contextCount) * 256;
    const lengths = [...defaultCodeLengths().subarray(offset, offset + (isMain ? mainSymbols : 256))];
    made = lengths.map((length) => ({ code: 0, length }));
    let next = 0;
    for (let length = 1; length < 16; length++, next *= 2) {
      lengths.forEach((other, symbol) => {
        if (other === length && made) made[symbol] = { code: next++, length };
      });
    }
    codes.set(table, made);
  }
  return made;
}

class BitWriter {
  private readonly bytes: number[] = [];
  private count = 0;

  put(value: number, bits: number): void {
    for (let i = 0; i < bits; i++, this.count++) {
      if (this.count % 8 === 0) this.bytes.push(0);
      this.bytes[this.bytes.length - 1] |= ((value >> i) & 1) << (this.count % 8);
    }
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}
