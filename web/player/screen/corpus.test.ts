// @vitest-environment node
import { describe, expect, it } from "vitest";
import { crc32c } from "../format/crc32c";
import { FormatError } from "../format/format-error";
import { readRecords } from "../format/records";
import { corpusFile, corpusJson, corpusNames } from "../testing/corpus";
import type { PointerShape } from "./pointer-shape";
import { ScreenDecoder } from "./screen-decoder";

interface Expected {
  readonly records: number;
  readonly pictures: readonly {
    readonly after: number;
    readonly width: number;
    readonly height: number;
    readonly crc32C: string;
    readonly pointer: object;
  }[];
}

const pointerKinds = ["picture", "hidden", "default"];

/** As tests/Corpus/README.md counts: over the bytes B, G, R, A. */
function checksum(rgba: Uint8ClampedArray): string {
  const bgra = new Uint8Array(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    bgra[i] = rgba[i + 2];
    bgra[i + 1] = rgba[i + 1];
    bgra[i + 2] = rgba[i];
    bgra[i + 3] = rgba[i + 3];
  }
  return crc32c(bgra).toString(16).padStart(8, "0");
}

function describePointer(shape: PointerShape, x: number, y: number): object {
  const kind = pointerKinds.indexOf(shape.kind);
  if (shape.kind !== "picture") return { kind, x, y, width: 0, height: 0, hotX: 0, hotY: 0, crc32C: "00000000" };
  const { width, height, hotX, hotY, rgba } = shape;
  return { kind, x, y, width, height, hotX, hotY, crc32C: checksum(rgba) };
}

describe("the shared corpus", () => {
  it.each(corpusNames("slc", ".slc"))("%s gives the pictures that the encoder had", (name) => {
    const expected = corpusJson(`slc/${name}.json`) as Expected;
    const screen = new ScreenDecoder();
    let count = 0;
    for (const record of readRecords(corpusFile(`slc/${name}.slc`), 0)) {
      screen.apply(record);
      count++;
      const picture = expected.pictures.find((p) => p.after === count);
      if (!picture) continue;
      const { width, height, pointerShape, pointerX, pointerY } = screen;
      const shown = {
        after: count,
        width,
        height,
        crc32C: checksum(screen.bytes),
        pointer: describePointer(pointerShape, pointerX, pointerY),
      };
      expect(shown).toEqual({ ...picture, crc32C: picture.crc32C.toLowerCase() });
    }
    expect(count).toBe(expected.records);
  });

  it.skipIf(corpusNames("slc", ".bad").length === 0).each(corpusNames("slc", ".bad"))("%s is rejected", (name) => {
    const screen = new ScreenDecoder();
    const play = () => {
      for (const record of readRecords(corpusFile(`slc/${name}.bad`), 0)) screen.apply(record);
    };
    expect(play).toThrow(FormatError);
  });
});
