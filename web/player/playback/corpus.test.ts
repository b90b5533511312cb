// @vitest-environment node
import { describe, expect, it } from "vitest";
import { checksum, describePointer } from "../testing/checksums";
import { corpusFile, corpusJson, corpusNames } from "../testing/corpus";
import { Playhead } from "./playhead";
import { openFile } from "./recording-file";

interface Expected {
  readonly durationMs: number;
  readonly segments: readonly object[];
  readonly pictures: readonly { readonly time: number; readonly shown: boolean }[];
}

const never = new AbortController().signal;
const neverLate = () => false;

describe.each(corpusNames("recordings", ".hsr"))("the recording %s of the corpus", (name) => {
  const expected = corpusJson(`recordings/${name}.json`) as Expected;
  const open = () => openFile(new Blob([corpusFile(`recordings/${name}.hsr`)]), never);

  it("has the segments and the length that the server finds", async () => {
    const { index } = (await open()).timeline;
    expect(index.durationMs).toBe(expected.durationMs);
    expect(index.segments).toEqual(expected.segments);
  });

  const orders = { forwards: expected.pictures, backwards: expected.pictures.toReversed() };
  it.each(Object.keys(orders) as (keyof typeof orders)[])("shows what the server shows, %s", async (order) => {
    const recording = await open();
    const playhead = new Playhead();
    const { screen } = playhead;
    for (const picture of orders[order]) {
      const { time } = picture;
      const segment = await recording.load(recording.timeline.segmentAt(time), never);
      playhead.advance(segment, time, neverLate);
      const { width, height, bytes, pointerShape, pointerX, pointerY } = screen;
      const pointer = describePointer(pointerShape, pointerX, pointerY);
      const shown = { time, shown: true, width, height, crc32C: checksum(bytes), pointer };
      if (picture.shown) expect(shown).toEqual(picture);
      else expect(playhead.damage, `at ${time}`).toBeDefined();
      expect(screen.isUsable).toBe(picture.shown);
    }
  });
});
