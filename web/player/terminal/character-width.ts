import type { IUnicodeVersionProvider } from "@xterm/xterm";
import { doubleWidth, zeroWidth } from "./width-table";

/** How many columns a character takes: 0, 1 or 2. Part of the format (docs/FORMAT.md, "Terminals"). */
export function characterWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return (codePoint >= 0x20 && codePoint < 0x7f) || codePoint >= 0xa0 ? 1 : 0;
  if (contains(zeroWidth, codePoint)) return 0;
  return contains(doubleWidth, codePoint) ? 2 : 1;
}

function contains(ranges: readonly number[], codePoint: number): boolean {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[2 * middle + 1] < codePoint) low = middle + 1;
    else high = middle;
  }
  return 2 * low < ranges.length && ranges[2 * low] <= codePoint;
}

/** xterm.js keeps what it must know of a character in one number: whether it joins the one before, and the width. */
const pack = (width: number, joins: boolean) => (width << 1) | (joins ? 1 : 0);
const widthOf = (packed: number) => (packed >> 1) & 3;

/** The format's widths for xterm.js. What has no width joins the cell before, whatever stands there. */
export const formatWidths: IUnicodeVersionProvider = {
  version: "hindsight-1",
  wcwidth: characterWidth,
  charProperties(codePoint, preceding) {
    const width = characterWidth(codePoint);
    return width === 0 ? pack(widthOf(preceding), true) : pack(width, false);
  },
};
