import type { PointerPicture, PointerShape } from "./pointer-shape";
import { drawPicture } from "./pointer-sprite";

/** Browsers ignore cursors that are larger. */
const maxSide = 128;

/** The CSS `cursor` for a pointer shape. A picture needs `img-src data:` in the page's policy. */
export function cursorOf(shape: PointerShape): string {
  if (shape.kind === "hidden") return "none";
  if (shape.kind === "default") return "default";
  const picture = crop(shape);
  const canvas = document.createElement("canvas");
  drawPicture(canvas, picture);
  const hotX = Math.min(picture.hotX, picture.width - 1);
  const hotY = Math.min(picture.hotY, picture.height - 1);
  return `url("${canvas.toDataURL("image/png")}") ${hotX} ${hotY}, default`;
}

/** The part of a large picture that is round its hot spot. */
function crop(picture: PointerPicture): PointerPicture {
  if (picture.width <= maxSide && picture.height <= maxSide) return picture;
  const width = Math.min(picture.width, maxSide);
  const height = Math.min(picture.height, maxSide);
  const left = Math.min(Math.max(0, picture.hotX - maxSide / 2), picture.width - width);
  const top = Math.min(Math.max(0, picture.hotY - maxSide / 2), picture.height - height);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 4;
    rgba.set(picture.rgba.subarray(from, from + width * 4), y * width * 4);
  }
  return { kind: "picture", width, height, hotX: picture.hotX - left, hotY: picture.hotY - top, rgba };
}
