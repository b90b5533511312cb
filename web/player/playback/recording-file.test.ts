// @vitest-environment node
import { describe, expect, it } from "vitest";
import { ChunkType } from "../format/chunk-header";
import { crc32c } from "../format/crc32c";
import { RecordKind } from "../format/records";
import { ByteWriter } from "../testing/byte-writer";
import { Random } from "../testing/random";
import { chunk, RecordingBuilder } from "../testing/recording-builder";
import { concat, keyframe, pointerMove, record } from "../testing/records";
import type { IndexDocument } from "./index-document";
import { openFile } from "./recording-file";

const never = new AbortController().signal;

const notice = record(RecordKind.notice, new ByteWriter().u8(1).text("disk low").toBytes(), 200);
const gap = record(RecordKind.gap, new ByteWriter().varint(500).u8(2).text("the store was down").toBytes());
const recorded = new RecordingBuilder()
  .segment(0, 2, 2, keyframe(2, 2, 1))
  .chunk(1000, 1200, pointerMove(1, 1), notice)
  .segment(3000, 4, 4, keyframe(4, 4, 2))
  .chunk(3800, 3800, gap);

/** The file as the writer leaves it: index, seal, trailer. */
function sealed(): Uint8Array<ArrayBuffer> {
  const body = new ByteWriter().varint(2);
  let before = { time: 0, offset: 0 };
  for (const [i, row] of recorded.index().segments.entries()) {
    body.varint(row.time - before.time).varint(row.offset - before.offset).varint(i * 2).u16(row.width, row.height);
    before = row;
  }
  body.varint(1000).varint(4).varint(30).varint(10).varint(0).varint(1).varint(50);
  body.varint(0).varint(2);
  body.varint(1200).u8(RecordKind.notice, 1).varint(0).varint(8).text("disk low");
  body.varint(2600).u8(RecordKind.gap, 2).varint(500).varint(18).text("the store was down");
  const index = chunk(3800, body.toBytes(), { number: 4, type: ChunkType.index });
  const seal = chunk(3800, new Uint8Array(104), { number: 5, type: ChunkType.seal });
  const indexAt = recorded.bytes.length;
  const offsets = new ByteWriter().u64(indexAt).u64(indexAt + index.length).toBytes();
  const trailer = new ByteWriter().raw(offsets).u32(crc32c(offsets)).text("HSND").toBytes();
  return concat(recorded.bytes, index, seal, trailer);
}

async function indexOf(bytes: Uint8Array<ArrayBuffer>): Promise<IndexDocument> {
  return (await openFile(new Blob([bytes]), never)).timeline.index;
}

const expected = {
  durationMs: 3800,
  live: false,
  start: "1970-01-01T00:00:00.000Z",
  segments: recorded.index().segments,
  marks: [
    { time: 1200, kind: "notice", text: "disk low" },
    { time: 3800, kind: "gap", text: "the store was down" },
  ],
  damaged: [{ from: 3300, to: 3800, reason: "the store was down" }],
};

describe("a recording that is only a file", () => {
  it("has its index at the end", async () => {
    const index = await indexOf(sealed());
    expect(index).toMatchObject({ ...expected, state: "complete", activity: [30, 10, 0, 50] });
  });

  it("is read whole when it was not closed", async () => {
    const index = await indexOf(recorded.bytes);
    expect(index).toMatchObject({ ...expected, state: "incomplete" });
    expect(index.activity).toHaveLength(4);
  });

  it("is read whole when its index can't be, and then has the same", async () => {
    const bytes = sealed();
    bytes[recorded.bytes.length + 45] ^= 1;
    const index = await indexOf(bytes);
    expect(index).toMatchObject({ ...expected, state: "complete", damaged: expect.anything() });
    const cut = await indexOf(sealed().subarray(0, recorded.bytes.length + 20));
    expect(cut.segments.map((row) => row.offset)).toEqual(expected.segments.map((row) => row.offset));
    expect(cut.damaged.at(-1)?.reason).toBe("the bytes end in the middle of a chunk");
  });

  it("tells what is damaged in its middle", async () => {
    const bytes = recorded.bytes.slice();
    bytes[recorded.index().segments[1].offset - 40] ^= 1;
    const { damaged } = await indexOf(bytes);
    expect(damaged[0]).toEqual({ from: 0, to: 3000, reason: "the checksum of a chunk is wrong" });
  });

  it("can be played", async () => {
    const recording = await openFile(new Blob([sealed()]), never);
    const segment = await recording.load(1, never);
    expect(segment.chunks.map((c) => c.header.firstTime)).toEqual([3000, 3800]);
    expect(segment.trailingDamage).toBeUndefined();
  });

  it.each([
    ["is something else", new TextEncoder().encode("PNG and so on, long enough to be a header of sixty-four bytes ...")],
    ["is empty", new Uint8Array(0)],
    ["ends within its header", sealed().slice(0, 63)],
    ["has a changed header", Uint8Array.from(sealed(), (byte, i) => (i === 50 ? 1 : byte))],
  ])("is refused with a sentence when it %s", async (_, bytes) => {
    await expect(indexOf(bytes)).rejects.toThrow(/recording.*\.$/);
  });

  it("opens or is refused whatever bits are changed", async () => {
    const random = new Random(7);
    for (let i = 0; i < 300; i++) {
      const bytes = sealed();
      for (let flips = 1 + random.below(5); flips > 0; flips--) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
      const outcome = await indexOf(bytes).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome.name).toBe("FormatError");
      else expect((outcome as IndexDocument).segments.every((row) => row.offset < row.end && row.end <= bytes.length)).toBe(true);
    }
  });
});
