import { FormatError } from "../format/format-error";
import { firstBlueTable, firstCacheSymbol, firstMatchSymbol, firstRedTable, indexBits, longBits, matchLeft, matchUp, tableLength } from "./alphabet";
import type { History } from "./history";
import { longCode, noSymbol } from "./huffman";
import { Matches } from "./matches";
import { type MessageReader, peekAt } from "./message-reader";
import { black, cacheSlot, contextOf, median, residualClasses } from "./pixel-model";
import { blockShift, blocksIn, predict, smoothContextOf } from "./predictors";
import type { CodeTables } from "./tables";

const indexMask = (1 << indexBits) - 1;
const longMask = (1 << longBits) - 1;
/** Most matches of photos are at most as long, and copied without a call. */
const shortMatch = 8;

/**
 * Decodes the steps of bands into the history. The loops are the player's hot ones. They keep their state in locals and
 * repeat the look-up of a code in line, because a call for each code costs a third of the speed; and there is one for
 * each way to predict, so that the engine finds each small enough to inline what the pixel model offers.
 */
export class BandDecoder {
  readonly matches: Matches;
  private readonly cache = new Int32Array(256);

  constructor(private readonly history: History) {
    this.matches = new Matches(history);
  }

  /** The state at the start of a stream. */
  empty(): void {
    this.cache.fill(black);
    this.matches.empty();
  }

  /** A band of a message without predictors. */
  decode(reader: MessageReader, tables: CodeTables, start: number, width: number, rows: number): void {
    const { view, limit } = reader;
    const { entries, contextMask } = tables;
    const { cache, matches } = this;
    const pixels = this.history.pixels;
    const secondRow = start + width;
    const end = start + width * rows;
    let bit = reader.position;
    let at = start;
    let column = 0;
    let left = black;

    while (at < end) {
      if (bit > limit) throw new FormatError("a message is cut");
      const up = at >= secondRow ? pixels[at - width] : left;
      const corner = at > secondRow ? pixels[at - width - 1] : up;

      const bits = peekAt(view, bit);
      const table = (contextOf(left, up, corner) & contextMask) * tableLength;
      let entry = entries[table + (bits & indexMask)];
      if ((entry & 15) === longCode) entry = entries[table + ((entry >> 4) << longBits) + ((bits >>> indexBits) & longMask)];
      bit += entry & 15;
      const symbol = entry >> 4;

      if (symbol < firstCacheSymbol) {
        const redTable = firstRedTable * tableLength + (residualClasses[symbol] & contextMask) * tableLength;
        const redBits = bits >>> (entry & 15);
        let redEntry = entries[redTable + (redBits & indexMask)];
        if ((redEntry & 15) === longCode) redEntry = entries[redTable + ((redEntry >> 4) << longBits) + ((redBits >>> indexBits) & longMask)];
        bit += redEntry & 15;
        const blueTable = redTable + (firstBlueTable - firstRedTable) * tableLength;
        const blueBits = peekAt(view, bit);
        let blueEntry = entries[blueTable + (blueBits & indexMask)];
        if ((blueEntry & 15) === longCode) blueEntry = entries[blueTable + ((blueEntry >> 4) << longBits) + ((blueBits >>> indexBits) & longMask)];
        bit += blueEntry & 15;
        if ((redEntry | blueEntry) >= noSymbol) throw new FormatError("a colour has no code");

        const leftGreen = (left >> 8) & 255;
        const upGreen = (up >> 8) & 255;
        const cornerGreen = (corner >> 8) & 255;
        const green = (symbol + median(leftGreen, upGreen, cornerGreen)) & 255;
        const redBase = median((left & 255) - leftGreen, (up & 255) - upGreen, (corner & 255) - cornerGreen);
        const blueBase = median(((left >> 16) & 255) - leftGreen, ((up >> 16) & 255) - upGreen, ((corner >> 16) & 255) - cornerGreen);
        const red = ((redEntry >> 4) + green + redBase) & 255;
        const blue = ((blueEntry >> 4) + green + blueBase) & 255;
        left = black | (blue << 16) | (green << 8) | red;
        cache[cacheSlot(red, green, blue)] = left;
        pixels[at++] = left;
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
      let length = (symbol & 31) + 1;
      if (length > 4) {
        const extraBits = ((length - 1) >> 1) - 1;
        length = ((2 | ((length - 1) & 1)) << extraBits) + (peekAt(view, bit) & ((1 << extraBits) - 1)) + 1;
        bit += extraBits;
      }
      const from = at - (kind === matchUp ? width : 1);
      if (kind <= matchLeft && length <= shortMatch && from >= 0 && length <= end - at) {
        for (let i = 0; i < length; i++) pixels[at + i] = pixels[from + i];
      } else {
        reader.position = bit;
        matches.copy(kind, length, at, column, width, end, reader, entries);
        bit = reader.position;
      }
      at += length;
      left = pixels[at - 1];
      column += length;
      if (column >= width) column %= width;
    }
    reader.position = bit;
  }

  /** A band of a message with predictors, one for each of its blocks. */
  decodeSmooth(reader: MessageReader, tables: CodeTables, predictors: Uint8Array, start: number, width: number, rows: number): void {
    const { view, limit } = reader;
    const { entries } = tables;
    const { cache, matches } = this;
    const pixels = this.history.pixels;
    const blockColumns = blocksIn(width);
    const secondRow = start + width;
    const end = start + width * rows;
    const rightStep = width > 1 ? width - 1 : width;
    let bit = reader.position;
    let at = start;
    let column = 0;
    /** The first block of the row at hand. */
    let blocks = 0;
    /** Where the next row of blocks begins. */
    let nextBlocks = start + (width << blockShift);
    let left = black;

    while (at < end) {
      if (bit > limit) throw new FormatError("a message is cut");
      const up = at >= secondRow ? pixels[at - width] : left;
      const corner = at > secondRow ? pixels[at - width - 1] : up;
      const upRight = at >= secondRow ? pixels[at - rightStep] : up;

      const bits = peekAt(view, bit);
      const table = smoothContextOf(left, up, corner, upRight) * tableLength;
      let entry = entries[table + (bits & indexMask)];
      if ((entry & 15) === longCode) entry = entries[table + ((entry >> 4) << longBits) + ((bits >>> indexBits) & longMask)];
      bit += entry & 15;
      const symbol = entry >> 4;

      if (symbol < firstCacheSymbol) {
        const redTable = firstRedTable * tableLength + residualClasses[symbol] * tableLength;
        const redBits = bits >>> (entry & 15);
        let redEntry = entries[redTable + (redBits & indexMask)];
        if ((redEntry & 15) === longCode) redEntry = entries[redTable + ((redEntry >> 4) << longBits) + ((redBits >>> indexBits) & longMask)];
        bit += redEntry & 15;
        const blueTable = redTable + (firstBlueTable - firstRedTable) * tableLength;
        const blueBits = peekAt(view, bit);
        let blueEntry = entries[blueTable + (blueBits & indexMask)];
        if ((blueEntry & 15) === longCode) blueEntry = entries[blueTable + ((blueEntry >> 4) << longBits) + ((blueBits >>> indexBits) & longMask)];
        bit += blueEntry & 15;
        if ((redEntry | blueEntry) >= noSymbol) throw new FormatError("a colour has no code");

        while (at >= nextBlocks) {
          nextBlocks += width << blockShift;
          blocks += blockColumns;
        }
        const kind = predictors[blocks + (column >> blockShift)];
        const leftGreen = (left >> 8) & 255;
        const upGreen = (up >> 8) & 255;
        const cornerGreen = (corner >> 8) & 255;
        const rightGreen = (upRight >> 8) & 255;
        const green = (symbol + predict(kind, leftGreen, upGreen, cornerGreen, rightGreen)) & 255;
        const redBase = predict(kind, (left & 255) - leftGreen, (up & 255) - upGreen, (corner & 255) - cornerGreen, (upRight & 255) - rightGreen);
        const blueBase = predict(
          kind,
          ((left >> 16) & 255) - leftGreen,
          ((up >> 16) & 255) - upGreen,
          ((corner >> 16) & 255) - cornerGreen,
          ((upRight >> 16) & 255) - rightGreen,
        );
        const red = ((redEntry >> 4) + green + redBase) & 255;
        const blue = ((blueEntry >> 4) + green + blueBase) & 255;
        left = black | (blue << 16) | (green << 8) | red;
        cache[cacheSlot(red, green, blue)] = left;
        pixels[at++] = left;
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
      let length = (symbol & 31) + 1;
      if (length > 4) {
        const extraBits = ((length - 1) >> 1) - 1;
        length = ((2 | ((length - 1) & 1)) << extraBits) + (peekAt(view, bit) & ((1 << extraBits) - 1)) + 1;
        bit += extraBits;
      }
      const from = at - (kind === matchUp ? width : 1);
      if (kind <= matchLeft && length <= shortMatch && from >= 0 && length <= end - at) {
        for (let i = 0; i < length; i++) pixels[at + i] = pixels[from + i];
      } else {
        reader.position = bit;
        matches.copy(kind, length, at, column, width, end, reader, entries);
        bit = reader.position;
      }
      at += length;
      left = pixels[at - 1];
      column += length;
      if (column >= width) column %= width;
    }
    reader.position = bit;
  }
}
