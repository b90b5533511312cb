import { BandDecoder } from "./band-decoder";
import { History } from "./history";
import { MessageReader } from "./message-reader";
import { Predictors } from "./predictors";
import { CodeTables } from "./tables";

const bandPixels = 1 << 18;

/** Where decoded rectangles go: a picture whose rows are `stride` pixels apart. */
export interface Target {
  readonly pixels: Int32Array;
  readonly stride: number;
}

/** Decodes SLC messages. A message that throws leaves the state unusable until `empty` or `restart`. */
export class SlcDecoder {
  private readonly history = new History();
  private readonly bands = new BandDecoder(this.history);
  private readonly reader = new MessageReader();
  private readonly ownTables = new CodeTables();
  private readonly predictors = new Predictors();
  /** Whether the message at hand names a predictor for each block. */
  private hasPredictors = false;

  /** The state at the start of a stream: nothing is known. */
  empty(): void {
    this.history.empty();
    this.bands.empty();
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
      this.bands.matches.beginRectangle(width);
      const rowsPerBand = Math.max(1, Math.floor(bandPixels / width));
      for (let row = 0; row < height; row += rowsPerBand) {
        const rows = Math.min(rowsPerBand, height - row);
        const start = this.history.reserve(width * rows);
        if (this.hasPredictors) {
          this.bands.decodeSmooth(reader, tables, this.predictors.read(reader, width, rows), start, width, rows);
        } else {
          this.bands.decode(reader, tables, start, width, rows);
        }
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
}

function copyRows(source: Int32Array, from: number, width: number, rows: number, target: Target, to: number): void {
  const { pixels, stride } = target;
  for (let row = 0; row < rows; row++, from += width, to += stride) {
    if (width < 48) for (let i = 0; i < width; i++) pixels[to + i] = source[from + i];
    else pixels.set(source.subarray(from, from + width), to);
  }
}
