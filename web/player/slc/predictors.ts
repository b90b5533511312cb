import { FormatError } from "../format/format-error";
import type { MessageReader } from "./message-reader";
import { median } from "./pixel-model";

/** A block of a message with predictors has 2 to this many pixels a side. */
export const blockShift = 5;

/** Blocks beside or below each other. */
export function blocksIn(pixels: number): number {
  return (pixels + 31) >> blockShift;
}

/** The predictors of one band, a number for each block, rows from top to bottom. */
export class Predictors {
  private kinds = new Uint8Array(0);

  read(reader: MessageReader, width: number, height: number): Uint8Array {
    const count = blocksIn(width) * blocksIn(height);
    if (this.kinds.length < count) this.kinds = new Uint8Array(count);
    if (2 * count > reader.limit - reader.position) throw new FormatError("a message is cut");
    for (let i = 0; i < count; i++) this.kinds[i] = reader.take(2);
    return this.kinds;
  }
}

/** What a predictor makes of the neighbours (docs/FORMAT.md, "Predictors"). */
export function predict(kind: number, left: number, up: number, corner: number, upRight: number): number {
  if (kind === 0) return median(left, up, corner);
  if (kind === 1) return (left + up) >> 1;
  if (kind === 2) return (2 * left + up + upRight + 2) >> 2;
  return (3 * (left + up) - 2 * corner + 2) >> 2;
}

/** The context of a pixel in a message with predictors: how much green changes around it. */
export function smoothContextOf(left: number, up: number, corner: number, upRight: number): number {
  const upGreen = (up >> 8) & 255;
  const cornerGreen = (corner >> 8) & 255;
  const change =
    Math.abs(((left >> 8) & 255) - cornerGreen) + Math.abs(cornerGreen - upGreen) + Math.abs(upGreen - ((upRight >> 8) & 255));
  return (-change >>> 31) + ((4 - change) >>> 31) + ((9 - change) >>> 31) + ((19 - change) >>> 31) + ((39 - change) >>> 31);
}
