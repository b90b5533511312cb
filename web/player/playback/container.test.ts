// @vitest-environment node
import { describe, expect, it } from "vitest";
import { ChunkReader } from "../format/chunks";
import { FormatError } from "../format/format-error";
import { corpusFile, corpusJson, corpusNames } from "../testing/corpus";
import { checksum } from "../testing/checksums";
import { MemorySource } from "../testing/memory-source";
import type { IndexDocument, SegmentRow } from "./index-document";
import { Playhead } from "./playhead";
import { Recording } from "./recording";
import { openFile } from "./recording-file";

interface Expected {
  readonly durationMs: number;
  readonly segments: readonly SegmentRow[];
  readonly pictures: readonly { readonly time: number; readonly shown: boolean; readonly crc32C: string }[];
}

const never = new AbortController().signal;
const neverLate = () => false;
const expected = corpusJson("recordings/encrypted/desktop.json") as Expected;

function indexUpTo(bytes: number, live: boolean): IndexDocument {
  const segments = expected.segments
    .filter((s) => s.offset < bytes)
    .map((s, i, all) => ({ ...s, end: i + 1 < all.length ? s.end : Math.min(s.end, bytes) }));
  return { durationMs: expected.durationMs, bytes, live, state: "", start: "", segments, activity: [], marks: [], damaged: [] };
}

describe("files that are recordings or nearly", () => {
  const playhead = new Playhead();

  it.each(corpusNames("container", ".hsr"))("%s is played or refused, and nothing else", async (name) => {
    const bytes = corpusFile(`container/${name}.hsr`);
    const outcome = await (async () => {
      const recording = await openFile(new Blob([bytes]), never);
      const { index, durationMs } = recording.timeline;
      for (const [row, { time, width, height }] of index.segments.entries()) {
        if (width * height > 1 << 16) continue;
        const segment = await recording.load(row, never);
        playhead.advance(segment, time, neverLate);
        playhead.advance(segment, index.segments[row + 1]?.time ?? durationMs, neverLate);
      }
    })().catch((error: unknown) => error);
    if (outcome !== undefined) expect(outcome).toBeInstanceOf(FormatError);
    new ChunkReader().read(bytes, true, () => {});
  });
});

describe("an encrypted recording", () => {
  const form = corpusFile("recordings/encrypted/desktop.decrypted");

  it("plays as the server decrypts it", async () => {
    const recording = new Recording(indexUpTo(form.length, false), new MemorySource(form), () => Promise.reject(new Error()));
    const playhead = new Playhead();
    for (const { time, shown, crc32C } of expected.pictures) {
      playhead.advance(await recording.load(recording.timeline.segmentAt(time), never), time, neverLate);
      expect([playhead.screen.isUsable, checksum(playhead.screen.bytes)], `at ${time}`).toEqual([shown, crc32C]);
    }
  });

  it("is not played from a file", async () => {
    const stored = corpusFile("recordings/encrypted/desktop.hsr");
    await expect(openFile(new Blob([stored]), never)).rejects.toThrow(/is encrypted: open it in the list/);
  });
});

it("follows a file that grows byte by byte, without gap or duplicate", async () => {
  const form = corpusFile("recordings/encrypted/desktop.decrypted");
  const records = expected.segments.at(-1)?.end ?? 0;
  const source = new MemorySource(form);
  let index = indexUpTo(expected.segments[0].offset + 1, true);
  const recording = new Recording(index, source, () => Promise.resolve(index));
  const playhead = new Playhead();
  for (let bytes = index.bytes; bytes < records; bytes += 37) {
    index = indexUpTo(bytes, true);
    await recording.refresh(never);
    for (let row = recording.timeline.segmentAt(Math.max(0, playhead.time)); row < index.segments.length; row++) {
      const segment = await recording.load(Math.max(0, row), never);
      const last = segment.chunks.at(-1)?.header.lastTime;
      if (last !== undefined && last >= playhead.time) playhead.advance(segment, last, neverLate);
      expect(playhead.damage).toBeUndefined();
    }
    const shown = expected.pictures.findLast((p) => p.time <= playhead.time && p.shown);
    // Between two expected pictures others may follow: at their own times they must be the same.
    if (shown?.time === playhead.time) expect(checksum(playhead.screen.bytes)).toBe(shown.crc32C);
  }

  // What was gathered piece by piece is what a new reader finds, picture by picture.
  index = indexUpTo(form.length, false);
  await recording.refresh(never);
  const fresh = new Recording(index, source, () => Promise.resolve(index));
  for (const [row] of index.segments.entries()) {
    const [grown, whole] = [await recording.load(row, never), await fresh.load(row, never)];
    expect(grown.chunks.map((c) => c.header.number)).toEqual(whole.chunks.map((c) => c.header.number));
  }
  for (const { time, crc32C } of expected.pictures) {
    playhead.advance(await recording.load(recording.timeline.segmentAt(time), never), time, neverLate);
    expect(checksum(playhead.screen.bytes), `at ${time}`).toBe(crc32C);
  }
});
