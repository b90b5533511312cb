import { FormatError } from "../format/format-error";

/** Every entry of a code without symbols: a symbol that no alphabet has. Its use is an error that the reader has to notice. */
export const noSymbol = 0xfff0;

/** An entry with this in place of a length leads to entries for the bits that follow the index. */
export const longCode = 15;

/**
 * Fills `table` from `start` with a canonical code: an entry for each value of the next `indexBits` bits, holding
 * `symbol << 4 | code length`. Bits arrive least significant first, so codes are stored reversed. Where codes are up to
 * `extraBits` longer, the entry holds `place << 4 | longCode`, and those for the bits that follow begin at
 * `start + (place << extraBits)`. So what most symbols need stays small enough for the processor's first cache.
 */
export function buildTable(
  lengths: Uint8Array,
  offset: number,
  count: number,
  table: Uint16Array,
  start: number,
  indexBits: number,
  extraBits = 0,
): void {
  perLength.fill(0);
  for (let i = 0; i < count; i++) perLength[lengths[offset + i]]++;
  perLength[0] = 0;
  let longest = 15;
  while (longest > 0 && perLength[longest] === 0) longest--;
  if (longest > indexBits + extraBits) throw new FormatError(`a code of ${longest} bits is longer than ${indexBits + extraBits}`);

  if (longest === 0) {
    table.fill(noSymbol, start, start + (1 << indexBits));
    return;
  }

  findFirstCodes(longest);
  const filledBits = Math.min(longest, indexBits);
  const end = start + (1 << filledBits);
  let freePlace = 1 << (indexBits - extraBits);
  table.fill(0, start, end);
  for (let symbol = 0; symbol < count; symbol++) {
    const length = lengths[offset + symbol];
    if (length === 0) continue;
    const code = reverse(nextCode[length]++, length);
    const entry = (symbol << 4) | length;
    if (length <= indexBits) {
      for (let i = start + code; i < end; i += 1 << length) table[i] = entry;
      // A lone symbol has one bit of either value.
      if (perLength[1] === 1 && longest === 1) table[start + 1] = entry;
    } else {
      const index = start + (code & ((1 << indexBits) - 1));
      if (table[index] === 0) table[index] = (freePlace++ << 4) | longCode;
      const first = start + ((table[index] >> 4) << extraBits);
      for (let i = code >> indexBits; i < 1 << extraBits; i += 1 << (length - indexBits)) table[first + i] = entry;
    }
  }
  for (let filled = 1 << filledBits; filled < 1 << indexBits; filled *= 2) {
    table.copyWithin(start + filled, start, start + filled);
  }
}

/** Symbols of each length, and the next code of each length. */
const perLength = new Int32Array(16);
const nextCode = new Int32Array(16);

/** The first code of each length. The code must be complete, or a lone symbol of one bit. */
function findFirstCodes(longest: number): void {
  let code = 0;
  let space = 0;
  for (let bits = 1; bits <= longest; bits++) {
    code = (code + perLength[bits - 1]) << 1;
    nextCode[bits] = code;
    space += perLength[bits] << (longest - bits);
  }
  const isLone = longest === 1 && space === 1;
  if (space !== 1 << longest && !isLone) throw new FormatError("the lengths of a code do not fit together");
}

function reverse(code: number, bits: number): number {
  let reversed = 0;
  for (let i = 0; i < bits; i++) reversed |= ((code >> i) & 1) << (bits - 1 - i);
  return reversed;
}
