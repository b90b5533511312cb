// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { encodePlainly } from "../testing/slc-encoder";
import { SlcDecoder } from "./decoder";
import { defaultCodeLengths } from "./default-code-lengths";
import { buildTable, noSymbol } from "./huffman";
import { median } from "./pixel-model";

function table(lengths: readonly number[], bits = 4): Uint16Array {
  const entries = new Uint16Array(1 << bits);
  buildTable(Uint8Array.from(lengths), 0, lengths.length, entries, 0, bits);
  return entries;
}

const decoder = new SlcDecoder();

function decodeTo(message: Uint8Array, width: number, height: number): Int32Array {
  const pixels = new Int32Array(width * height);
  decoder.empty();
  decoder.decode(message, Uint16Array.of(0, 0, width, height), { pixels, stride: width });
  return pixels;
}

describe("the built-in code lengths", () => {
  it("are those of the server", () => {
    const file = new URL("../../../src/Recording/Codec/DefaultTables.bin", import.meta.url);
    expect(defaultCodeLengths()).toEqual(new Uint8Array(readFileSync(file)));
  });
});

describe("code tables", () => {
  it("are canonical, with the first bit lowest", () => {
    // Words: 0 → 0, 2 → 10, 1 → 110, 3 → 111.
    const entries = table([1, 3, 2, 3], 3);
    expect([...entries].map((entry) => entry >> 4)).toEqual([0, 2, 0, 1, 0, 2, 0, 3]);
    expect([...entries].map((entry) => entry & 15)).toEqual([1, 2, 1, 3, 1, 2, 1, 3]);
  });

  it("fill every place when the longest word is shorter than the table", () => {
    expect([...table([1, 1])].map((entry) => entry >> 4)).toEqual(Array.from({ length: 16 }, (_, i) => i % 2));
  });

  it("give a lone symbol both values of its bit", () => {
    expect(new Set(table([0, 0, 1]))).toEqual(new Set([(2 << 4) | 1]));
  });

  it("mark a code without symbols", () => {
    expect(new Set(table([0, 0]))).toEqual(new Set([noSymbol]));
  });

  it.each([[[1, 1, 1]], [[2, 2, 2]], [[2]], [[1, 2]], [[5, 5]]])("refuse the lengths %j", (lengths) => {
    expect(() => table(lengths)).toThrow(FormatError);
  });
});

describe("the median edge detector", () => {
  it("is the plain definition of the format", () => {
    const plain = (l: number, u: number, d: number) =>
      d >= Math.max(l, u) ? Math.min(l, u) : d <= Math.min(l, u) ? Math.max(l, u) : l + u - d;
    let wrong = 0;
    for (let l = -255; l <= 255; l += 17) {
      for (let u = -255; u <= 255; u += 15) {
        for (let d = -255; d <= 255; d += 5) if (median(l, u, d) !== plain(l, u, d)) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });
});

describe("messages", () => {
  const width = 23;
  const picture = Int32Array.from({ length: width * 11 }, (_, i) => (0xff000000 | ((i * i * 2654435761) & 0xffffff)) | 0);

  it("come out as they went in", () => {
    expect(decodeTo(encodePlainly(picture, width), width, 11)).toEqual(picture);
  });

  it("are refused when they are cut, and when bytes follow", () => {
    const message = encodePlainly(picture, width);
    for (let cut = 0; cut < message.length; cut += 7) {
      expect(() => decodeTo(message.subarray(0, cut), width, 11), `cut at ${cut}`).toThrow(FormatError);
    }
    expect(() => decodeTo(Uint8Array.of(...message, 0), width, 11)).toThrow(/left over/);
  });

  it("are refused when they name predictors and end", () => {
    expect(() => decodeTo(Uint8Array.of(2), 1, 1)).toThrow(FormatError);
  });
});
