import { describe, expect, it } from "vitest";
import { ByteWriter } from "../testing/byte-writer";
import { concat, pointerMove, record } from "../testing/records";
import { markOf } from "./event-records";
import { FormatError } from "./format-error";
import { readRecords, RecordKind } from "./records";

describe("records", () => {
  it("count their time from the first, whose own step means nothing", () => {
    const bytes = concat(pointerMove(1, 1, 9999), pointerMove(2, 2, 40), pointerMove(3, 3, 0), pointerMove(4, 4, 200));
    expect([...readRecords(bytes, 1000)].map((r) => r.time)).toEqual([1000, 1040, 1040, 1240]);
  });

  it("are refused when they are cut", () => {
    const bytes = pointerMove(1, 1);
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(() => [...readRecords(bytes.subarray(0, cut), 0)]).toThrow(FormatError);
    }
  });

  it("are bounded, keyframes further than others", () => {
    const header = (kind: number, length: number) => new ByteWriter().u8(kind).varint(length).varint(0).toBytes();
    expect(() => [...readRecords(header(RecordKind.pixels, (8 << 20) + 1), 0)]).toThrow(/too long/);
    expect(() => [...readRecords(header(RecordKind.keyframe, (8 << 20) + 1), 0)]).toThrow(/end too early/);
    expect(() => [...readRecords(header(RecordKind.keyframe, 2 ** 28), 0)]).toThrow(/too long/);
  });
});

describe("marks", () => {
  const markOfBody = (kind: number, body: ByteWriter) => {
    const [first] = readRecords(record(kind, body.toBytes()), 5);
    return markOf(first);
  };

  it("are made of events", () => {
    expect(markOfBody(RecordKind.notice, new ByteWriter().u8(1).text("disk low"))).toEqual({
      time: 5,
      kind: "notice",
      detail: 1,
      value: 0,
      text: "disk low",
    });
    expect(markOfBody(RecordKind.gap, new ByteWriter().varint(3000).u8(2).text("store down"))).toMatchObject({
      kind: "gap",
      detail: 2,
      value: 3000,
      text: "store down",
    });
    expect(markOfBody(RecordKind.clipboard, new ByteWriter().u8(1).varint(12))).toMatchObject({ kind: "clipboard", value: 12 });
    expect(markOfBody(RecordKind.end, new ByteWriter().u8(2).text("bye"))).toMatchObject({ kind: "end", detail: 2, text: "bye" });
    expect(markOfBody(RecordKind.pointerMove, new ByteWriter().u16(1, 2))).toBeUndefined();
  });

  it("have bounded texts", () => {
    expect(() => markOfBody(RecordKind.notice, new ByteWriter().u8(1).text("x".repeat(1025)))).toThrow(FormatError);
  });
});
