/** Where a picture is shown in a box, in page pixels. */
export interface Fit {
  readonly left: number;
  readonly top: number;
  /** Page pixels per picture pixel. */
  readonly scale: number;
}

/** The largest place for a picture in a box that keeps its shape, centred, and no larger than `maxScale`. */
export function fitInto(boxWidth: number, boxHeight: number, width: number, height: number, maxScale: number): Fit {
  const scale = Math.min(boxWidth / width, boxHeight / height, maxScale);
  return {
    // Whole pixels: a picture at its own size must not be smeared over two.
    left: Math.floor((boxWidth - width * scale) / 2),
    top: Math.floor((boxHeight - height * scale) / 2),
    scale,
  };
}
