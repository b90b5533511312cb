import { describe, expect, it } from "vitest";
import { ByteReader } from "./byte-reader";
import { FormatError } from "./format-error";

function reader(...bytes: number[]): ByteReader {
  return new ByteReader(Uint8Array.from(bytes));
}

describe("ByteReader", () => {
  it("reads little-endian fields", () => {
    const fields = reader(1, 2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 0);
    expect([fields.u8(), fields.u16(), fields.u32()]).toEqual([1, 0x102, 0x1020304]);
    expect(fields.u64()).toBe(0x2030405060708);
    expect(fields.remaining).toBe(0);
  });

  it.each([
    [[0], 0],
    [[127], 127],
    [[0x80, 1], 128],
    [[0xff, 0xff, 0xff, 0xff, 0x0f], 0xffffffff],
    [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f], Number.MAX_SAFE_INTEGER],
    [[0x80, 0x80, 0], 0],
  ])("reads the varint %j", (bytes, value) => {
    expect(reader(...bytes).varint()).toBe(value);
  });

  it.each([
    [[]],
    [[0x80]],
    [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f]],
    [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]],
    [[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]],
  ])("refuses the varint %j", (bytes) => {
    expect(() => reader(...bytes).varint()).toThrow(FormatError);
  });

  it("refuses to read past the end, and stays where it was", () => {
    const fields = reader(1, 2, 3);
    expect(() => fields.u32()).toThrow(FormatError);
    expect(() => fields.take(4)).toThrow(FormatError);
    expect(fields.u16()).toBe(0x201);
  });

  it("refuses times beyond what is exact", () => {
    expect(() => reader(0, 0, 0, 0, 0, 0, 0x20, 0).u64()).toThrow(FormatError);
  });

  it("bounds texts and shows what is no UTF-8", () => {
    expect(reader(0xc3, 0xa9, 0xff).text(3)).toBe("é\ufffd");
    expect(() => reader(1, 2, 3).text(2)).toThrow(FormatError);
  });
});
