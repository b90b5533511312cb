/** A row is this much higher than its font's size. */
const lineHeight = 1.22;
/** Letters don't grow beyond this, in page pixels: small terminals stay small on large screens. */
const largestFont = 22;
const smallestFont = 3;

export interface CellMetrics {
  /** The font's size; all in pixels of the device. */
  readonly font: number;
  readonly width: number;
  readonly height: number;
  /** Around all cells. */
  readonly padding: number;
}

/** The largest cells with which a terminal fits into so many device pixels. `advance` is a letter's width at size 1. */
export function fitCells(columns: number, rows: number, width: number, height: number, advance: number, ratio: number): CellMetrics {
  const largest = Math.min(largestFont * ratio, width / columns / advance, height / rows / lineHeight);
  let font = Math.max(smallestFont, Math.ceil(largest) + 1);
  let metrics = metricsOf(font, advance);
  const isTooLarge = ({ width: w, height: h, padding }: CellMetrics) =>
    columns * w + 2 * padding > width || rows * h + 2 * padding > height || font > largestFont * ratio;
  while (font > smallestFont && isTooLarge(metrics)) metrics = metricsOf(--font, advance);
  return metrics;
}

/** Whole pixels, so that backgrounds and lines of neighbours meet without seams. */
function metricsOf(font: number, advance: number): CellMetrics {
  const width = Math.max(1, Math.round(font * advance));
  return { font, width, height: Math.max(2, Math.round(font * lineHeight)), padding: Math.ceil(width / 2) };
}
