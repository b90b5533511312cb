// @vitest-environment node
import { describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { readRecords } from "../format/records";
import { checksum, describePointer } from "../testing/checksums";
import { corpusFile, corpusJson, corpusNames } from "../testing/corpus";
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
      expect(shown).toEqual(picture);
    }
    expect(count).toBe(expected.records);
  });

  it.each(corpusNames("slc", ".bad"))("%s is rejected", (name) => {
    const screen = new ScreenDecoder();
    const play = () => {
      for (const record of readRecords(corpusFile(`slc/${name}.bad`), 0)) screen.apply(record);
    };
    expect(play).toThrow(FormatError);
  });
});
