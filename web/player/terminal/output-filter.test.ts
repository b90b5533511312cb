import { describe, expect, it } from "vitest";
import { OutputFilter } from "./output-filter";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (output: Uint8Array) => new TextDecoder().decode(output);

describe("the filter of recorded output", () => {
  it("passes four digits of a number, wherever the sequence is cut", () => {
    const output = bytes("\x1b[123456;99999:7777777mx12345\x1b]2;12345\x07\u009b99999b\x1b\n[99999S\x1b[\x18123456");
    const expected = "\x1b[1234;9999:7777mx12345\x1b]2;12345\x07\u009b9999b\x1b\n[9999S\x1b[\x18123456";
    expect(text(new OutputFilter().filter(output))).toBe(expected);
    const filter = new OutputFilter();
    const parts = [...output].flatMap((byte) => Array.from(filter.filter(Uint8Array.of(byte))));
    expect(text(Uint8Array.from(parts))).toBe(expected);
  });

  it("holds back a character until it is whole", () => {
    const filter = new OutputFilter();
    const parts = [...bytes("a—😀é")].map((byte) => text(filter.filter(Uint8Array.of(byte))));
    expect(parts.filter((part) => part !== "")).toEqual(["a", "—", "😀", "é"]);
  });

  it("lets broken bytes pass", () => {
    const broken = Uint8Array.of(0xff, 0x80, 0x80, 0x80, 0xe2, 0x61);
    expect(new OutputFilter().filter(broken)).toEqual(broken);
  });

  it("forgets everything when it is reset", () => {
    const filter = new OutputFilter();
    filter.filter(bytes("\x1b[1234"));
    filter.reset();
    expect(text(filter.filter(bytes("567890")))).toBe("567890");
  });
});
