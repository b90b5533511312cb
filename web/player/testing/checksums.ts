import { crc32c } from "../format/crc32c";
import type { PointerShape } from "../screen/pointer-shape";

const pointerKinds = ["picture", "hidden", "default"];

/** As tests/Corpus/README.md counts: over the bytes B, G, R, A. */
export function checksum(rgba: Uint8ClampedArray): string {
  const bgra = new Uint8Array(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    bgra[i] = rgba[i + 2];
    bgra[i + 1] = rgba[i + 1];
    bgra[i + 2] = rgba[i];
    bgra[i + 3] = rgba[i + 3];
  }
  return crc32c(bgra).toString(16).padStart(8, "0");
}

/** A pointer as the corpus describes it. */
export function describePointer(shape: PointerShape, x: number, y: number): object {
  const kind = pointerKinds.indexOf(shape.kind);
  if (shape.kind !== "picture") return { kind, x, y, width: 0, height: 0, hotX: 0, hotY: 0, crc32C: "00000000" };
  const { width, height, hotX, hotY, rgba } = shape;
  return { kind, x, y, width, height, hotX, hotY, crc32C: checksum(rgba) };
}
