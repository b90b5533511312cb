// @vitest-environment node
import { beforeEach, describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { readRecords, RecordKind } from "../format/records";
import { ByteWriter } from "../testing/byte-writer";
import { fill, keyframe, record, resize } from "../testing/records";
import { ScreenDecoder } from "./screen-decoder";

const red = 0xff0000ff | 0;
const width = 150;
const height = 70;
const whole = 0xffff;

const screen = new ScreenDecoder();

beforeEach(() => apply(resize(width, height)));

function apply(...records: readonly Uint8Array[]): void {
  for (const bytes of records) for (const one of readRecords(bytes, 0)) screen.apply(one);
}

function save(...runs: readonly (readonly number[])[]): Uint8Array {
  const body = new ByteWriter().varint(runs.length);
  for (const run of runs) for (const field of run) body.varint(field);
  return record(RecordKind.tileSave, body.toBytes());
}

/** Runs of slot, column, row, count and cells. */
function draw(...runs: readonly (readonly number[])[]): Uint8Array {
  const body = new ByteWriter().varint(runs.length);
  for (const run of runs) {
    for (const field of run.slice(0, 4)) body.varint(field);
    body.u16(run[4]);
  }
  return record(RecordKind.tileDraw, body.toBytes());
}

/** The smallest rectangle around the red pixels and how many there are. */
function shown(): number[] {
  const { pixels } = screen.copyPicture(0);
  const at = [...pixels.keys()].filter((i) => pixels[i] === red >>> 0);
  const x = at.map((i) => i % width);
  const y = at.map((i) => Math.floor(i / width));
  return at.length === 0 ? [] : [Math.min(...x), Math.min(...y), Math.max(...x) + 1, Math.max(...y) + 1, at.length];
}

describe("kept tiles", () => {
  it("are drawn again, also elsewhere", () => {
    apply(fill(0, 0, 64, 64, red), save([5, 0, 0, 1]), blacken(), draw([5, 1, 0, 1, whole]));
    expect(shown()).toEqual([64, 0, 128, 64, 64 * 64]);
  });

  it("come in runs and may be smaller at the edges", () => {
    apply(fill(0, 64, width, 6, red), save([1022, 1, 1, 2]), blacken());
    screen.dirty.take();
    apply(draw([1022, 1, 1, 2, whole]));
    expect(shown()).toEqual([64, 64, 150, 70, 86 * 6]);
    expect(screen.dirty.take()).toEqual([{ x: 64, y: 64, width: 86, height: 6 }]);
  });

  it("are drawn as far as their cells say", () => {
    apply(fill(0, 0, 64, 64, red), save([0, 0, 0, 1]), blacken(), draw([0, 0, 0, 1, 0b1000_0000_0000_0010]));
    expect(shown()).toEqual([16, 0, 64, 64, 2 * 256]);
  });

  it("are as the picture was when they were kept", () => {
    apply(fill(0, 0, 64, 64, red), save([0, 0, 0, 1], [0, 1, 0, 1]), draw([0, 0, 0, 1, whole]));
    expect(shown()).toEqual([]);
  });

  /** Something else in the place of what was kept. */
  function blacken(): Uint8Array {
    return fill(0, 0, width, height, 0xff000000 | 0);
  }
});

describe("tiles that are refused", () => {
  const kept = [fill(0, 0, 64, 64, red), save([0, 0, 0, 1])];

  it.each([
    ["no runs", save()],
    ["no tiles", save([0, 0, 0, 0])],
    ["slots past the last", save([1023, 0, 0, 2])],
    ["a huge slot", save([2 ** 50, 0, 0, 1])],
    ["a column past the last", save([0, 2, 0, 2])],
    ["a row past the last", save([0, 0, 2, 1])],
    ["more tiles than slots", save(...Array.from({ length: 513 }, () => [0, 0, 0, 2]))],
    ["too many runs", save(...Array.from({ length: 1025 }, () => [0, 0, 0, 1]))],
    ["a tile that is not kept", draw([1, 0, 0, 1, whole])],
    ["a tile of another size", draw([0, 2, 0, 1, whole])],
    ["no cells", draw([0, 0, 0, 1, 0])],
    ["more tiles than four screens", draw(...Array.from({ length: 25 }, () => [0, 0, 0, 1, 1]))],
    ["bytes left over", record(RecordKind.tileSave, Uint8Array.of(1, 0, 0, 0, 1, 0))],
    ["a cut run", record(RecordKind.tileDraw, Uint8Array.of(1, 0, 0, 0, 1, 255))],
  ])("%s", (_, bytes) => {
    apply(...kept);
    expect(() => apply(bytes)).toThrow(FormatError);
    expect(screen.isUsable).toBe(false);
  });

  it.each([
    ["a keyframe", keyframe(width, height, red)],
    ["a restart", record(RecordKind.restart, new Uint8Array(0))],
    ["a size", resize(width, height)],
  ])("those kept before %s", (_, bytes) => {
    apply(...kept, bytes);
    expect(() => apply(draw([0, 0, 0, 1, whole]))).toThrow(/not kept/);
  });
});
