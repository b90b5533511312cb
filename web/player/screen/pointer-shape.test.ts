import { describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { ByteWriter } from "../testing/byte-writer";
import { arrowPicture } from "./arrow";
import { readPointerShape } from "./pointer-shape";

function body(width: number, height: number): ByteWriter {
  return new ByteWriter().u8(0).u16(width, height, 1, 2);
}

describe("pointer shapes", () => {
  it("are pictures in runs", () => {
    const bytes = body(2, 2).varint(2).u32(0x80112233).varint(7).u32(0xffaabbcc).toBytes();
    expect(readPointerShape(bytes)).toEqual({
      kind: "picture",
      width: 2,
      height: 2,
      hotX: 1,
      hotY: 2,
      rgba: Uint8ClampedArray.of(0x11, 0x22, 0x33, 0x80, ...[1, 2, 3].flatMap(() => [0xaa, 0xbb, 0xcc, 0xff])),
    });
  });

  it("are hidden or the default", () => {
    expect(readPointerShape(Uint8Array.of(1))).toEqual({ kind: "hidden" });
    expect(readPointerShape(Uint8Array.of(2))).toEqual({ kind: "default" });
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["an unknown kind", Uint8Array.of(3)],
    ["bytes after a hidden one", Uint8Array.of(1, 0)],
    ["a picture without width", body(0, 4).toBytes()],
    ["a picture too large", body(385, 1).varint(771).u32(0).toBytes()],
    ["a run of nothing", body(2, 2).varint(1).u32(0).toBytes()],
    ["a run that is too long", body(2, 2).varint(11).u32(0).toBytes()],
    ["too few pixels", body(2, 2).varint(7).u32(0).toBytes()],
    ["pixels that are cut", body(2, 2).varint(8).u32(0, 0, 0).toBytes()],
    ["bytes after the pixels", body(2, 2).varint(9).u32(0).u8(0).toBytes()],
  ])("are refused: %s", (_, bytes) => {
    expect(() => readPointerShape(bytes)).toThrow(FormatError);
  });

  it("have an arrow for the default", () => {
    const { rgba, width, height } = arrowPicture();
    expect(rgba.length).toBe(width * height * 4);
    expect([...rgba.subarray(0, 8)]).toEqual([0, 0, 0, 255, 0, 0, 0, 0]);
  });
});
