// @vitest-environment node
import { describe, expect, it } from "vitest";
import { FormatError } from "../format/format-error";
import { corpusFile, corpusNames } from "../testing/corpus";
import { Random } from "../testing/random";
import { Playhead } from "./playhead";
import { openFile } from "./recording-file";

const rounds = 15;
const never = new AbortController().signal;
const playhead = new Playhead();

/** Opens a file and goes to each segment's first and last moment. */
async function play(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const recording = await openFile(new Blob([bytes]), never);
  const { timeline } = recording;
  for (const [row, { time }] of timeline.index.segments.entries()) {
    const segment = await recording.load(row, never);
    playhead.advance(segment, time, () => false);
    playhead.advance(segment, timeline.index.segments[row + 1]?.time ?? timeline.durationMs, () => false);
  }
}

const names = corpusNames("recordings", ".hsr");

describe("a recording of the corpus with changed bytes is played or refused, and nothing else", () => {
  it.each(names)("%s", async (name) => {
    const random = new Random(names.indexOf(name) + 1);
    for (let i = 0; i < rounds; i++) {
      const bytes = corpusFile(`recordings/${name}.hsr`);
      for (let flips = 1 + random.below(8); flips > 0; flips--) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
      const cut = random.below(3) === 0 ? bytes.slice(0, random.below(bytes.length)) : bytes;
      const outcome = await play(cut).catch((error: unknown) => error);
      if (outcome !== undefined) expect(outcome).toBeInstanceOf(FormatError);
    }
  });
});
