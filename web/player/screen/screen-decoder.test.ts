// @vitest-environment node
import { beforeEach, describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { readRecords, RecordKind } from "../format/records";
import { ByteWriter } from "../testing/byte-writer";
import { fill, keyframe, record, resize } from "../testing/records";
import { ScreenDecoder } from "./screen-decoder";

const red = 0xff0000ff | 0;
const blue = 0xffff0000 | 0;

const screen = new ScreenDecoder();

beforeEach(() => apply(resize(4, 3)));

function apply(...records: readonly Uint8Array[]): void {
  for (const bytes of records) for (const one of readRecords(bytes, 0)) screen.apply(one);
}

function rows(): string[] {
  const { width, height, pixels } = screen.copyPicture(0);
  const names = new Map([
    [red >>> 0, "r"],
    [blue >>> 0, "b"],
    [0xff000000, "."],
  ]);
  const row = (y: number) => [...pixels.subarray(y * width, (y + 1) * width)].map((p) => names.get(p) ?? "?").join("");
  return Array.from({ length: height }, (_, y) => row(y));
}

function copies(...moves: readonly (readonly number[])[]): Uint8Array {
  const body = new ByteWriter().varint(moves.length);
  for (const move of moves) body.u16(...move);
  return record(RecordKind.copy, body.toBytes());
}

function pixels(...rectangles: readonly (readonly number[])[]): Uint8Array {
  const body = new ByteWriter().varint(rectangles.length);
  for (const rectangle of rectangles) body.u16(...rectangle);
  return record(RecordKind.pixels, body.u8(3).toBytes());
}

describe("pictures", () => {
  it("begin black and take what is drawn", () => {
    apply(fill(1, 1, 2, 1, red));
    expect(rows()).toEqual(["....", ".rr.", "...."]);
  });

  it("come whole in keyframes, with the pointer", () => {
    apply(keyframe(3, 2, blue));
    expect(rows()).toEqual(["bbb", "bbb"]);
    expect([screen.pointerX, screen.pointerY]).toEqual([1, 2]);
  });

  it.each([
    ["down", [0, 0, 0, 1, 4, 2], ["rb..", "rb..", "rb.."]],
    ["up", [0, 1, 0, 0, 4, 2], ["rb..", "rb..", "rb.."]],
    ["right", [0, 0, 1, 0, 3, 3], ["rrb.", "rrb.", "rrb."]],
    ["left", [1, 0, 0, 0, 3, 3], ["b...", "b...", "b..."]],
  ])("are moved like memmove: %s", (_, move, expected) => {
    apply(fill(0, 0, 1, 3, red), fill(1, 0, 1, 3, blue), copies(move));
    expect(rows()).toEqual(expected);
  });

  it("move in the order of the list", () => {
    apply(fill(0, 0, 1, 1, red), copies([0, 0, 1, 0, 1, 1], [1, 0, 2, 0, 1, 1]));
    expect(rows()).toEqual(["rrr.", "....", "...."]);
  });
});

describe("what changed", () => {
  it("is everything after a new picture, then each rectangle", () => {
    expect(screen.dirty.take()).toEqual([{ x: 0, y: 0, width: 4, height: 3 }]);
    apply(fill(1, 1, 2, 1, red));
    expect(screen.dirty.take()).toEqual([{ x: 1, y: 1, width: 2, height: 1 }]);
    expect(screen.dirty.isEmpty).toBe(true);
  });

  it("stays a short list that covers all", () => {
    apply(resize(2000, 40));
    screen.dirty.take();
    for (let i = 0; i < 60; i++) screen.dirty.add({ x: i * 30, y: (i * 7) % 30, width: 3, height: 3 });
    const list = screen.dirty.take();
    expect(list.length).toBeLessThanOrEqual(16);
    for (let i = 0; i < 60; i++) {
      const [x, y] = [i * 30, (i * 7) % 30];
      const covers = list.some((r) => r.x <= x && r.y <= y && r.x + r.width >= x + 3 && r.y + r.height >= y + 3);
      expect(covers).toBe(true);
    }
  });
});

describe("records that are refused", () => {
  it.each([
    ["a screen without width", resize(0, 10)],
    ["a screen too wide", resize(16385, 1)],
    ["a screen of too many pixels", resize(16384, 2049)],
    ["no rectangles", pixels()],
    ["a rectangle outside", pixels([3, 0, 2, 1])],
    ["an empty rectangle", pixels([0, 0, 0, 1])],
    ["a copy from outside", copies([3, 0, 0, 0, 2, 1])],
    ["a copy to outside", copies([0, 0, 3, 0, 2, 1])],
    ["too many copies", record(RecordKind.copy, new ByteWriter().varint(1025).toBytes())],
    ["a copy of too many pixels", copies(...Array.from({ length: 5 }, () => [0, 0, 0, 0, 4, 3]))],
    ["a restart with a body", record(RecordKind.restart, Uint8Array.of(0))],
    ["a kind that must be known", record(0x84, new Uint8Array(0))],
  ])("%s", (_, bytes) => {
    expect(() => apply(bytes)).toThrow(FormatError);
    expect(screen.isUsable).toBe(false);
    expect(() => apply(fill(0, 0, 1, 1, red))).toThrow(/no picture/);
    apply(keyframe(2, 1, red));
    expect(rows()).toEqual(["rr"]);
  });

  it("are not more pixels than one update may have", () => {
    apply(resize(1024, 1024));
    expect(() => apply(pixels([0, 0, 1024, 512], [0, 512, 1, 1]))).toThrow(/more than/);
  });

  it("are not those of an unknown kind that may be skipped", () => {
    apply(record(0x7e, Uint8Array.of(1, 2, 3)), fill(0, 0, 1, 1, red));
    expect(rows()[0]).toBe("r...");
  });

  it("leave the picture alone when they only concern the pointer", () => {
    expect(() => apply(record(RecordKind.pointerShape, Uint8Array.of(9)))).toThrow(FormatError);
    expect(screen.isUsable).toBe(true);
  });
});

describe("the pointer", () => {
  function button(number: number, isDown: number): Uint8Array {
    return record(RecordKind.button, new ByteWriter().u8(number, isDown).u16(3, 1).toBytes());
  }

  it("knows its buttons, of which the wheel is not held", () => {
    apply(button(2, 1), button(5, 1));
    expect(screen.buttons).toBe(0b100);
    expect([screen.pointerX, screen.pointerY, screen.lastPress]).toEqual([3, 1, 0]);
    apply(button(2, 0));
    expect(screen.buttons).toBe(0);
  });
});
