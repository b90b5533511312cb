/** The sizes a desktop can be asked for, in its pixels. */
const smallest = 200;
const largest = 8192;

/**
 * The desktop's size for a window of this size in CSS pixels. A screen with two or more device pixels a CSS pixel gets
 * whole-number enlarged desktop pixels, because the desktop would draw everything at half size otherwise; `sharp` asks
 * for every device pixel all the same.
 */
export function desktopSize(
  cssWidth: number,
  cssHeight: number,
  pixelRatio: number,
  sharp: boolean,
): { width: number; height: number } {
  const pixel = cssPixels(pixelRatio, sharp);
  return {
    // RDP wants an even width.
    width: clamp(cssWidth / pixel) & ~1,
    height: clamp(cssHeight / pixel),
  };
}

/** How many CSS pixels one pixel of the desktop takes. */
export function cssPixels(pixelRatio: number, sharp: boolean): number {
  return (sharp ? 1 : Math.max(1, Math.floor(pixelRatio))) / pixelRatio;
}

function clamp(pixels: number): number {
  return Math.min(largest, Math.max(smallest, Math.floor(pixels)));
}
