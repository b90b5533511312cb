import { FormatError } from "../format/format-error";

/** Pixels of the ring; distances count modulo it. */
const ringPixels = 1 << 22;
/** The last places of the ring are never used. */
const usablePixels = ringPixels - 32;
/** A restart fills at most half of the ring. */
const restartPixels = ringPixels / 2;

/** Native moves have a fixed cost, so short ones are cheaper by hand. */
const shortCopy = 24;

/** The pixels that matches copy from: a ring in which each band lies in one piece. 16 MiB. */
export class History {
  readonly pixels = new Int32Array(ringPixels);
  private position = 0;
  /** Places below this one were written since the history was last empty. */
  private filled = 0;

  empty(): void {
    this.position = 0;
    this.filled = 0;
  }

  /** Begins anew with as many rows of a picture as half of the ring holds. */
  fillFrom(picture: Int32Array, width: number, height: number): void {
    const rows = Math.min(height, Math.floor(restartPixels / width));
    this.pixels.set(picture.subarray(0, rows * width));
    this.position = rows * width;
    this.filled = this.position;
  }

  /** Makes room for a band in one piece and returns where it begins. */
  reserve(count: number): number {
    if (this.position + count > usablePixels) {
      this.filled = Math.max(this.filled, this.position);
      this.position = 0;
    }
    const start = this.position;
    this.position = start + count;
    this.filled = Math.max(this.filled, this.position);
    return start;
  }

  /**
   * Copies `length` pixels from `distance` before `at`, as if one after the other. `end` is the end of the band that
   * `at` lies in: what the band has yet to write can't be a source.
   */
  copy(at: number, distance: number, length: number, end: number): void {
    if (distance <= 0 || distance >= ringPixels) throw new FormatError("a match has no valid distance");
    const pixels = this.pixels;
    let from = at - distance;
    if (from < 0) {
      from += ringPixels;
      if (from < end || from + length > this.filled) throw new FormatError("a match reads outside the history");
      pixels.copyWithin(at, from, from + length);
    } else if (distance === 1) {
      const pixel = pixels[from];
      if (length < shortCopy) for (let i = 0; i < length; i++) pixels[at + i] = pixel;
      else pixels.fill(pixel, at, at + length);
    } else if (length < shortCopy || distance < shortCopy) {
      for (let i = 0; i < length; i++) pixels[at + i] = pixels[from + i];
    } else {
      for (let done = 0; done < length; done += distance) {
        const part = Math.min(distance, length - done);
        pixels.copyWithin(at + done, from + done, from + done + part);
      }
    }
  }
}
