/**
 * What the neighbours of a pixel say about it (docs/FORMAT.md, "SLC messages"). Pixels are 0xAABBGGRR as signed
 * integers. These are small enough for the engine to inline into the decoder's loop, and avoid branches that depend
 * on the picture, because in photographs no processor predicts them.
 */

/** Left of the first pixel of a band. */
export const black = 0xff000000 | 0;

/** The context of a pixel from the pixels left, above, and above left of it. */
export function contextOf(left: number, up: number, corner: number): number {
  if (left === corner) return left === up ? 0 : 1;
  if (up === corner) return 2;
  const green = (up >> 8) & 255;
  const slope = Math.abs(((left >> 8) & 255) - green) + Math.abs(((corner >> 8) & 255) - green);
  return 3 + ((5 - slope) >>> 31) + ((23 - slope) >>> 31);
}

/** The class of each green residual: it picks the tables of red and blue. */
export const residualClasses = Uint8Array.from({ length: 256 }, (_, residual) => {
  const size = residual < 128 ? residual : 256 - residual;
  return size < 2 ? size : size < 4 ? 2 : size < 8 ? 3 : size < 24 ? 4 : 5;
});

/** The median edge detector: predicts from left, above and above left; `left + up - corner`, kept between left and up. */
export function median(left: number, up: number, corner: number): number {
  const excess = (left - up) & ((left - up) >> 31);
  const low = up + excess;
  const high = left - excess;
  let value = left + up - corner;
  value -= (value - low) & ((value - low) >> 31);
  value += (high - value) & ((high - value) >> 31);
  return value;
}

/** The colour cache's place for a pixel. */
export function cacheSlot(red: number, green: number, blue: number): number {
  return Math.imul((red << 16) | (green << 8) | blue, 0x9e3779b1) >>> 24;
}
