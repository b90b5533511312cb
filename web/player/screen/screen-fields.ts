import type { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";
import { area, type Rectangle } from "./rectangle";

const maxSide = 16384;
const maxPixels = 1 << 25;
const maxRectangles = 1024;
const maxMessagePixels = 1 << 19;
/** A COPY moves at most as many pixels as this many pictures. */
const maxCopiedScreens = 4;

/** A screen size within the format's bounds. */
export function readSize(reader: ByteReader): { width: number; height: number } {
  const width = reader.u16();
  const height = reader.u16();
  if (width < 1 || width > maxSide || height < 1 || height > maxSide || width * height > maxPixels) {
    throw new FormatError(`a screen of ${width} × ${height} is out of bounds`);
  }
  return { width, height };
}

/** The rectangles of a PIXELS record, four numbers each, all inside the screen. */
export function readRectangles(reader: ByteReader, screenWidth: number, screenHeight: number): Uint16Array {
  const rectangles = new Uint16Array(4 * readCount(reader));
  let pixels = 0;
  for (let i = 0; i < rectangles.length; i += 4) {
    const { x, y, width, height } = readRectangle(reader, screenWidth, screenHeight);
    rectangles.set([x, y, width, height], i);
    pixels += width * height;
    if (pixels > maxMessagePixels) throw new FormatError(`an update has more than ${maxMessagePixels} pixels`);
  }
  return rectangles;
}

export interface Copy {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly target: Rectangle;
}

/** The moves of a COPY record, all inside the screen and together not too many pixels. */
export function readCopies(reader: ByteReader, screenWidth: number, screenHeight: number): Copy[] {
  let pixels = 0;
  return Array.from({ length: readCount(reader) }, () => {
    const sourceX = reader.u16();
    const sourceY = reader.u16();
    const target = readRectangle(reader, screenWidth, screenHeight);
    if (sourceX > screenWidth - target.width || sourceY > screenHeight - target.height) {
      throw new FormatError("a copy reads outside the screen");
    }
    pixels += area(target);
    if (pixels > maxCopiedScreens * screenWidth * screenHeight) throw new FormatError("a copy moves too many pixels");
    return { sourceX, sourceY, target };
  });
}

function readCount(reader: ByteReader): number {
  const count = reader.varint();
  if (count < 1 || count > maxRectangles) throw new FormatError(`${count} rectangles are out of bounds`);
  return count;
}

function readRectangle(reader: ByteReader, screenWidth: number, screenHeight: number): Rectangle {
  const x = reader.u16();
  const y = reader.u16();
  const width = reader.u16();
  const height = reader.u16();
  if (width < 1 || height < 1 || x > screenWidth - width || y > screenHeight - height) {
    throw new FormatError("a rectangle lies outside the screen");
  }
  return { x, y, width, height };
}
