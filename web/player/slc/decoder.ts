import { FormatError } from "../format/format-error";
import {
  distanceTable,
  firstBlueTable,
  firstCacheSymbol,
  firstMatchSymbol,
  firstRedTable,
  matchColumn,
  matchLast,
  matchLeft,
  matchNew,
  matchSecondLast,
  matchUp,
  maxCodeBits,
} from "./alphabet";
import { History } from "./history";
import { noSymbol } from "./huffman";
import { MessageReader, peekAt } from "./message-reader";
import { black, cacheSlot, contextOf, median, residualClasses } from "./pixel-model";
import { blockShift, blocksIn, Predictors, predict, smoothContextOf } from "./predictors";
import { CodeTables } from "./tables";

const codeMask = (1 << maxCodeBits) - 1;
const bandPixels = 1 << 18;
const maxWidth = 16384;

/** Where decoded rectangles go: a picture whose rows are `stride` pixels apart. */
export interface Target {
  readonly pixels: Int32Array;
  readonly stride: number;
}

/** Decodes SLC messages. A message that throws leaves the state unusable until `empty` or `restart`. */
export class SlcDecoder {
  private readonly history = new History();
  private readonly cache = new Int32Array(256);
  /** The last distance used in each column of the rectangle at hand. */
  private readonly columnDistances = new Int32Array(maxWidth);
  private readonly reader = new MessageReader();
  private readonly ownTables = new CodeTables();
  private readonly predictors = new Predictors();
  /** Whether the message at hand names a predictor for each block. */
  private hasPredictors = false;
  private lastDistance = 1;
  private secondLastDistance = 1;

  /** The state at the start of a stream: nothing is known. */
  empty(): void {
    this.history.empty();
    this.cache.fill(black);
    this.lastDistance = 1;
    this.secondLastDistance = 1;
  }

  /** The state after RESTART: the history is the first rows of the picture. */
  restart(picture: Target, height: number): void {
    this.empty();
    this.history.fillFrom(picture.pixels, picture.stride, height);
  }

  /** Decodes a message for rectangles (x, y, width, height each) that lie inside the target. */
  decode(message: Uint8Array, rectangles: Uint16Array, target: Target): void {
    const reader = this.reader;
    reader.begin(message);
    const tables = this.readTables(reader);
    for (let i = 0; i < rectangles.length; i += 4) {
      const x = rectangles[i];
      const y = rectangles[i + 1];
      const width = rectangles[i + 2];
      const height = rectangles[i + 3];
      this.columnDistances.fill(0, 0, width);
      const rowsPerBand = Math.max(1, Math.floor(bandPixels / width));
      for (let row = 0; row < height; row += rowsPerBand) {
        const rows = Math.min(rowsPerBand, height - row);
        const start = this.history.reserve(width * rows);
        this.decodeBand(reader, tables, start, width, rows);
        copyRows(this.history.pixels, start, width, rows, target, (y + row) * target.stride + x);
      }
    }
    reader.end();
  }

  private readTables(reader: MessageReader): CodeTables {
    const mode = reader.take(2);
    this.hasPredictors = mode === 2;
    if (mode === 3) return CodeTables.defaults;
    if (mode === 1) this.ownTables.readSingle(reader);
    else this.ownTables.readFull(reader);
    return this.ownTables;
  }

  // The one hot loop of the player. It keeps its state in locals and repeats the look-up of a code in line, because a
  // method call for each code costs a third of the speed.
  private decodeBand(reader: MessageReader, tables: CodeTables, start: number, width: number, rows: number): void {
    const { view, limit } = reader;
    const { entries, contextMask } = tables;
    const { cache, columnDistances, history } = this;
    const pixels = history.pixels;
    const predictors = this.hasPredictors ? this.predictors.read(reader, width, rows) : undefined;
    const blockColumns = blocksIn(width);
    const end = start + width * rows;
    let lastDistance = this.lastDistance;
    let secondLastDistance = this.secondLastDistance;
    let bit = reader.position;
    let at = start;
    let column = 0;
    let left = black;

    while (at < end) {
      if (bit > limit) throw new FormatError("a message is cut");
      const up = at >= start + width ? pixels[at - width] : left;
      const corner = at > start + width ? pixels[at - width - 1] : up;

      let bits = peekAt(view, bit);
      const upRight = predictors && width > 1 && at >= start + width ? pixels[at - width + 1] : up;
      const context = (predictors ? smoothContextOf(left, up, corner, upRight) : contextOf(left, up, corner)) & contextMask;
      const entry = entries[(context << maxCodeBits) + (bits & codeMask)];
      bit += entry & 15;
      const symbol = entry >> 4;

      if (symbol < firstCacheSymbol) {
        const tableClass = residualClasses[symbol] & contextMask;
        bits >>>= entry & 15;
        const redEntry = entries[((firstRedTable + tableClass) << maxCodeBits) + (bits & codeMask)];
        bit += redEntry & 15;
        const blueEntry = entries[((firstBlueTable + tableClass) << maxCodeBits) + (peekAt(view, bit) & codeMask)];
        bit += blueEntry & 15;
        if ((redEntry | blueEntry) === noSymbol) throw new FormatError("a colour has no code");

        const leftGreen = (left >> 8) & 255;
        const upGreen = (up >> 8) & 255;
        const cornerGreen = (corner >> 8) & 255;
        let green: number;
        let redBase: number;
        let blueBase: number;
        if (predictors) {
          const row = ((at - start) / width) | 0;
          const kind = predictors[(row >> blockShift) * blockColumns + (column >> blockShift)];
          const rightGreen = (upRight >> 8) & 255;
          green = symbol + predict(kind, leftGreen, upGreen, cornerGreen, rightGreen);
          redBase = predict(kind, (left & 255) - leftGreen, (up & 255) - upGreen, (corner & 255) - cornerGreen, (upRight & 255) - rightGreen);
          blueBase = predict(
            kind,
            ((left >> 16) & 255) - leftGreen,
            ((up >> 16) & 255) - upGreen,
            ((corner >> 16) & 255) - cornerGreen,
            ((upRight >> 16) & 255) - rightGreen,
          );
        } else {
          green = symbol + median(leftGreen, upGreen, cornerGreen);
          redBase = median((left & 255) - leftGreen, (up & 255) - upGreen, (corner & 255) - cornerGreen);
          blueBase = median(((left >> 16) & 255) - leftGreen, ((up >> 16) & 255) - upGreen, ((corner >> 16) & 255) - cornerGreen);
        }
        green &= 255;
        const red = ((redEntry >> 4) + green + redBase) & 255;
        const blue = ((blueEntry >> 4) + green + blueBase) & 255;
        const pixel = black | (blue << 16) | (green << 8) | red;
        cache[cacheSlot(red, green, blue)] = pixel;
        pixels[at++] = pixel;
        left = pixel;
        if (++column === width) column = 0;
        continue;
      }

      if (symbol < firstMatchSymbol) {
        left = cache[symbol - firstCacheSymbol];
        pixels[at++] = left;
        if (++column === width) column = 0;
        continue;
      }

      const kind = (symbol - firstMatchSymbol) >> 5;
      const lengthCode = symbol & 31;
      let length = lengthCode + 1;
      if (lengthCode >= 4) {
        const extraBits = (lengthCode >> 1) - 1;
        const extra = peekAt(view, bit) & ((1 << extraBits) - 1);
        bit += extraBits;
        length = ((2 | (lengthCode & 1)) << extraBits) + extra + 1;
      }

      let distance: number;
      if (kind === matchUp) distance = width;
      else if (kind === matchLeft) distance = 1;
      else if (kind === matchLast) distance = lastDistance;
      else if (kind === matchColumn) distance = columnDistances[column];
      else if (kind === matchSecondLast) {
        distance = secondLastDistance;
        secondLastDistance = lastDistance;
        lastDistance = distance;
      } else {
        if (kind !== matchNew) throw new FormatError("a step has no code");
        const distanceEntry = entries[(distanceTable << maxCodeBits) + (peekAt(view, bit) & codeMask)];
        bit += distanceEntry & 15;
        const code = distanceEntry >> 4;
        distance = code + 1;
        if (code >= 4) {
          const extraBits = (code >> 1) - 1;
          if (extraBits > 24) throw new FormatError("a distance is longer than the history");
          const extra = peekAt(view, bit) & ((1 << extraBits) - 1);
          bit += extraBits;
          distance = ((2 | (code & 1)) << extraBits) + extra + 1;
        }
        secondLastDistance = lastDistance;
        lastDistance = distance;
      }

      if (length > end - at) throw new FormatError("a match runs past its band");
      history.copy(at, distance, length, end);
      if (kind >= matchLast) setColumns(columnDistances, column, Math.min(length, width), width, distance);
      at += length;
      left = pixels[at - 1];
      column = (column + length) % width;
    }

    reader.position = bit;
    this.lastDistance = lastDistance;
    this.secondLastDistance = secondLastDistance;
  }
}

/** Sets `count` columns from `column` on, going round at the rectangle's right edge. */
function setColumns(distances: Int32Array, column: number, count: number, width: number, distance: number): void {
  if (column + count <= width) {
    distances.fill(distance, column, column + count);
  } else {
    distances.fill(distance, column, width);
    distances.fill(distance, 0, column + count - width);
  }
}

function copyRows(source: Int32Array, from: number, width: number, rows: number, target: Target, to: number): void {
  const { pixels, stride } = target;
  for (let row = 0; row < rows; row++, from += width, to += stride) {
    if (width < 48) for (let i = 0; i < width; i++) pixels[to + i] = source[from + i];
    else pixels.set(source.subarray(from, from + width), to);
  }
}
