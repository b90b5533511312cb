// @vitest-environment node
import { expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { RecordKind, readRecords } from "../format/records";
import { checksum, describePointer } from "../testing/checksums";
import { corpusFile, corpusJson } from "../testing/corpus";
import { ScreenDecoder } from "./screen-decoder";

interface Outcome {
  readonly file: string;
  readonly refused: boolean;
  readonly shown: { readonly after: number };
}

/** Applies at most so many records; whether the next was refused, and what is shown before it. */
function play(bytes: Uint8Array, most: number): { refused: boolean; after: number; screen: ScreenDecoder } {
  const screen = new ScreenDecoder();
  let after = 0;
  try {
    for (const record of readRecords(bytes, 0)) {
      if (after === most) break;
      if (record.kind !== RecordKind.button) screen.apply(record);
      after++;
    }
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return { refused: true, after, screen };
  }
  return { refused: false, after, screen };
}

it("makes of what fuzzing found what the server makes of it", () => {
  const wrong: object[] = [];
  const outcomes = corpusJson("fuzz/outcomes.json") as Outcome[];
  for (const outcome of outcomes) {
    const bytes = corpusFile(`fuzz/${outcome.file}`);
    const { refused, after, screen } = play(bytes, Infinity);
    const { width, height, pointerShape, pointerX, pointerY, bytes: pixels } = refused ? play(bytes, after).screen : screen;
    const pointer = describePointer(pointerShape, pointerX, pointerY);
    const made = { file: outcome.file, refused, shown: { after, width, height, crc32C: checksum(pixels), pointer } };
    if (JSON.stringify(made) !== JSON.stringify(outcome)) wrong.push({ made, outcome });
  }
  expect(wrong).toEqual([]);
}, 60_000);
