import { FormatError } from "../format/format-error";
import { distanceTable, indexBits, longBits, matchColumn, matchLast, matchLeft, matchNew, matchSecondLast, matchUp, tableLength } from "./alphabet";
import type { History } from "./history";
import { longCode } from "./huffman";
import { type MessageReader, peekAt } from "./message-reader";

const indexMask = (1 << indexBits) - 1;
const longMask = (1 << longBits) - 1;
const maxWidth = 16384;

/** Copies matches, and keeps the distances that later ones may use again. */
export class Matches {
  private lastDistance = 1;
  private secondLastDistance = 1;
  /** The last distance used in each column of the rectangle at hand. */
  private readonly columnDistances = new Int32Array(maxWidth);

  constructor(private readonly history: History) {}

  /** The state at the start of a stream. */
  empty(): void {
    this.lastDistance = 1;
    this.secondLastDistance = 1;
  }

  /** No column of the next rectangle has a distance yet. */
  beginRectangle(width: number): void {
    this.columnDistances.fill(0, 0, width);
  }

  /** Copies a match that begins at place `at`, in a column of a band that is `width` wide and ends at `end`. */
  copy(kind: number, length: number, at: number, column: number, width: number, end: number, reader: MessageReader, entries: Uint16Array): void {
    const distance = this.distanceOf(kind, column, width, reader, entries);
    if (length > end - at) throw new FormatError("a match runs past its band");
    this.history.copy(at, distance, length, end);
    if (kind >= matchLast) this.setColumns(column, length < width ? length : width, width, distance);
  }

  private distanceOf(kind: number, column: number, width: number, reader: MessageReader, entries: Uint16Array): number {
    switch (kind) {
      case matchUp:
        return width;
      case matchLeft:
        return 1;
      case matchLast:
        return this.lastDistance;
      case matchColumn:
        return this.columnDistances[column];
      case matchSecondLast:
        return this.use(this.secondLastDistance);
      case matchNew:
        return this.use(readDistance(reader, entries));
      default:
        throw new FormatError("a step has no code");
    }
  }

  private use(distance: number): number {
    this.secondLastDistance = this.lastDistance;
    this.lastDistance = distance;
    return distance;
  }

  /** Sets `count` columns from `column` on, going round at the rectangle's right edge. */
  private setColumns(column: number, count: number, width: number, distance: number): void {
    const distances = this.columnDistances;
    const last = column + count;
    if (count < 16 && last <= width) {
      for (let i = column; i < last; i++) distances[i] = distance;
    } else if (last <= width) {
      distances.fill(distance, column, last);
    } else {
      distances.fill(distance, column, width);
      distances.fill(distance, 0, last - width);
    }
  }
}

function readDistance(reader: MessageReader, entries: Uint16Array): number {
  const bits = peekAt(reader.view, reader.position);
  const table = distanceTable * tableLength;
  let entry = entries[table + (bits & indexMask)];
  if ((entry & 15) === longCode) entry = entries[table + ((entry >> 4) << longBits) + ((bits >>> indexBits) & longMask)];
  reader.position += entry & 15;
  const code = entry >> 4;
  if (code < 4) return code + 1;
  const extraBits = (code >> 1) - 1;
  if (extraBits > 24) throw new FormatError("a distance is longer than the history");
  return ((2 | (code & 1)) << extraBits) + reader.take(extraBits) + 1;
}
