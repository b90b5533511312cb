import { FormatError } from "../format/format-error";

/** Every entry of a code without symbols; larger than any other. Its use is an error that the reader has to notice. */
export const noSymbol = 0xffff;

/**
 * Fills `table` from `start` with a canonical code: an entry for each value of the next `indexBits` bits, holding
 * `symbol << 4 | code length`. Bits arrive least significant first, so codes are stored reversed.
 */
export function buildTable(
  lengths: Uint8Array,
  offset: number,
  count: number,
  table: Uint16Array,
  start: number,
  indexBits: number,
): void {
  const perLength = new Int32Array(16);
  for (let i = 0; i < count; i++) perLength[lengths[offset + i]]++;
  perLength[0] = 0;
  let longest = 15;
  while (longest > 0 && perLength[longest] === 0) longest--;
  if (longest > indexBits) throw new FormatError(`a code of ${longest} bits is longer than ${indexBits}`);

  if (longest === 0) {
    table.fill(noSymbol, start, start + (1 << indexBits));
    return;
  }

  const next = firstCodes(perLength, longest);
  const end = start + (1 << longest);
  for (let symbol = 0; symbol < count; symbol++) {
    const length = lengths[offset + symbol];
    if (length === 0) continue;
    const entry = (symbol << 4) | length;
    const step = 1 << length;
    for (let i = start + reverse(next[length]++, length); i < end; i += step) table[i] = entry;
    // A lone symbol has one bit of either value.
    if (perLength[1] === 1 && longest === 1) table[start + 1] = entry;
  }
  for (let filled = 1 << longest; filled < 1 << indexBits; filled *= 2) {
    table.copyWithin(start + filled, start, start + filled);
  }
}

/** The first code of each length. The code must be complete, or a lone symbol of one bit. */
function firstCodes(perLength: Int32Array, longest: number): Int32Array {
  const next = new Int32Array(16);
  let code = 0;
  let space = 0;
  for (let bits = 1; bits <= longest; bits++) {
    code = (code + perLength[bits - 1]) << 1;
    next[bits] = code;
    space += perLength[bits] << (longest - bits);
  }
  const isLone = longest === 1 && space === 1;
  if (space !== 1 << longest && !isLone) throw new FormatError("the lengths of a code do not fit together");
  return next;
}

function reverse(code: number, bits: number): number {
  let reversed = 0;
  for (let i = 0; i < bits; i++) reversed |= ((code >> i) & 1) << (bits - 1 - i);
  return reversed;
}
