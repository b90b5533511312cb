import { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";

/** How the pointer looks: a picture, nothing, or the viewer's own arrow. */
export type PointerShape = PointerPicture | { readonly kind: "hidden" } | { readonly kind: "default" };

export interface PointerPicture {
  readonly kind: "picture";
  readonly width: number;
  readonly height: number;
  readonly hotX: number;
  readonly hotY: number;
  /** R, G, B, A; not premultiplied: as ImageData wants it. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

const maxSide = 384;

/** Reads the body of a POINTER_SHAPE record. */
export function readPointerShape(body: Uint8Array): PointerShape {
  const reader = new ByteReader(body);
  const kind = reader.u8();
  if (kind === 1 || kind === 2) {
    reader.end();
    return { kind: kind === 1 ? "hidden" : "default" };
  }
  if (kind !== 0) throw new FormatError(`a pointer has the unknown kind ${kind}`);

  const width = reader.u16();
  const height = reader.u16();
  const hotX = reader.u16();
  const hotY = reader.u16();
  if (width < 1 || width > maxSide || height < 1 || height > maxSide) {
    throw new FormatError(`a pointer of ${width} × ${height} is out of bounds`);
  }
  const rgba = readRuns(reader, width * height);
  reader.end();
  return { kind: "picture", width, height, hotX, hotY, rgba };
}

function readRuns(reader: ByteReader, count: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(count * 4);
  const pixels = new Uint32Array(rgba.buffer);
  for (let at = 0; at < count; ) {
    const head = reader.varint();
    const run = Math.floor(head / 2);
    if (run < 1 || run > count - at) throw new FormatError("a run of pointer pixels has a wrong length");
    if (head % 2 === 1) {
      pixels.fill(canvasOrder(reader.u32()), at, at + run);
    } else {
      for (let i = 0; i < run; i++) pixels[at + i] = canvasOrder(reader.u32());
    }
    at += run;
  }
  return rgba;
}

/** 0xAARRGGBB to 0xAABBGGRR. */
function canvasOrder(argb: number): number {
  return ((argb & 0xff00ff00) | ((argb >>> 16) & 255) | ((argb & 255) << 16)) >>> 0;
}
