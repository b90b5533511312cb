// @vitest-environment node
import { describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { type HindsightRecord, readRecords } from "../format/records";
import { corpusFile, corpusNames } from "../testing/corpus";
import { Random } from "../testing/random";
import { ScreenDecoder } from "./screen-decoder";

const rounds = 20;
/** Milliseconds that a file may take on a busy machine. */
const patience = 60_000;

/** One for all, as a player keeps its own: what a bad recording leaves behind must not matter either. */
const screen = new ScreenDecoder();

/** Applies records, also after one was refused; anything but a FormatError fails the test. */
function play(bytes: Uint8Array): void {
  try {
    for (const record of readRecords(bytes, 0)) apply(record);
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
  }
}

function apply(record: HindsightRecord): void {
  try {
    screen.apply(record);
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
  }
}

describe("changed bytes of the corpus are played or refused, and nothing else", () => {
  const names = corpusNames("slc", ".slc");

  it.each(names)("%s with bits flipped", (name) => {
    const random = new Random(names.indexOf(name) + 1);
    for (let i = 0; i < rounds; i++) {
      const bytes = corpusFile(`slc/${name}.slc`);
      for (let flips = 1 + random.below(4); flips > 0; flips--) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
      play(bytes);
    }
  }, patience);

  it.each(names)("%s cut, and with a part replaced by noise", (name) => {
    const random = new Random(names.indexOf(name) + 101);
    for (let i = 0; i < rounds / 2; i++) {
      const bytes = corpusFile(`slc/${name}.slc`);
      play(bytes.subarray(0, random.below(bytes.length)));
      const start = random.below(bytes.length);
      const end = Math.min(bytes.length, start + random.below(64));
      for (let at = start; at < end; at++) bytes[at] = random.below(256);
      play(bytes);
    }
  }, patience);
});
