import { RecordKind } from "../format/records";
import { ByteWriter } from "./byte-writer";
import { encodePlainly } from "./slc-encoder";

/** A record whose step is `dt`. */
export function record(kind: number, body: Uint8Array, dt = 0): Uint8Array {
  return new ByteWriter().u8(kind).varint(body.length).varint(dt).raw(body).toBytes();
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  for (const part of parts) writer.raw(part);
  return writer.toBytes();
}

export function resize(width: number, height: number, dt = 0): Uint8Array {
  return record(RecordKind.resize, new ByteWriter().u16(width, height).toBytes(), dt);
}

/** One rectangle of one colour (0xAABBGGRR). */
export function fill(x: number, y: number, width: number, height: number, colour: number, dt = 0): Uint8Array {
  const pixels = new Int32Array(width * height).fill(colour);
  const body = new ByteWriter().varint(1).u16(x, y, width, height).raw(encodePlainly(pixels, width));
  return record(RecordKind.pixels, body.toBytes(), dt);
}

/** A picture of one colour with the default pointer at 1, 2; small enough for one strip. */
export function keyframe(width: number, height: number, colour: number, dt = 0): Uint8Array {
  const strip = encodePlainly(new Int32Array(width * height).fill(colour), width);
  const body = new ByteWriter().u16(width, height, 1, 2).varint(1).u8(2).varint(strip.length).raw(strip);
  return record(RecordKind.keyframe, body.toBytes(), dt);
}

export function pointerMove(x: number, y: number, dt = 0): Uint8Array {
  return record(RecordKind.pointerMove, new ByteWriter().u16(x, y).toBytes(), dt);
}
