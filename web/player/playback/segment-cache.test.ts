// @vitest-environment node
import { describe, expect, it } from "vitest";
import { gate, MemorySource } from "../testing/memory-source";
import { RecordingBuilder } from "../testing/recording-builder";
import { keyframe, pointerMove } from "../testing/records";
import { SegmentCache } from "./segment-cache";

const never = new AbortController().signal;

function recording(segments: number): RecordingBuilder {
  const builder = new RecordingBuilder();
  for (let i = 0; i < segments; i++) builder.segment(i * 1000, 2, 2, keyframe(2, 2, i));
  return builder;
}

describe("the cache of segments", () => {
  it("fetches each once, also when it is asked for twice at once", async () => {
    const builder = recording(2);
    const source = new MemorySource(builder.bytes);
    const cache = new SegmentCache(source);
    const index = builder.index();
    expect(cache.peek(index, 1)).toBeUndefined();
    const [a, b] = await Promise.all([cache.load(index, 1, never), cache.load(index, 1, never)]);
    expect(a).toBe(b);
    expect(cache.peek(index, 1)).toBe(a);
    expect(source.reads).toHaveLength(1);
  });

  it("forgets those not used for longest", async () => {
    const builder = recording(4);
    const cache = new SegmentCache(new MemorySource(builder.bytes), 1);
    const index = builder.index();
    for (const row of [0, 1, 2]) await cache.load(index, row, never);
    cache.peek(index, 1);
    await cache.load(index, 3, never);
    expect([0, 1, 2, 3].map((row) => cache.peek(index, row) !== undefined)).toEqual([false, true, false, true]);
  });

  it("fetches only what a running session added", async () => {
    const builder = recording(1);
    const source = new MemorySource(builder.bytes);
    const cache = new SegmentCache(source);
    const before = builder.index({ live: true });
    const segment = await cache.load(before, 0, never);
    builder.chunk(500, 500, pointerMove(1, 1));
    source.bytes = builder.bytes;
    const after = builder.index({ live: true });
    expect(cache.peek(after, 0)).toBeUndefined();
    expect(await cache.load(after, 0, never)).toBe(segment);
    expect(segment.chunks).toHaveLength(2);
    expect(source.reads[1]).toBe(`${before.segments[0].end}-${after.segments[0].end}`);

    await cache.load(builder.index(), 0, never);
    expect(segment.isComplete).toBe(true);
    expect(source.reads).toHaveLength(2);
  });

  it("waits for the rest of a chunk that is not all there yet", async () => {
    const builder = recording(1).chunk(500, 500, pointerMove(1, 1));
    const source = new MemorySource(builder.bytes);
    const cache = new SegmentCache(source);
    const full = builder.index({ live: true });
    const cut = { ...full, segments: [{ ...full.segments[0], end: full.bytes - 10 }] };
    const segment = await cache.load(cut, 0, never);
    expect(segment.chunks).toHaveLength(1);
    expect(cache.peek(cut, 0)).toBe(segment);
    expect(segment.trailingDamage).toBeUndefined();
    await cache.load(full, 0, never);
    expect(segment.chunks).toHaveLength(2);
  });

  it("does not fail one reader because another gave up", async () => {
    const builder = recording(1);
    const source = new MemorySource(builder.bytes);
    const cache = new SegmentCache(source);
    const { closed, open } = gate();
    source.gate = closed;
    const abort = new AbortController();
    const first = cache.load(builder.index(), 0, abort.signal);
    const second = cache.load(builder.index(), 0, never);
    abort.abort();
    await expect(first).rejects.toThrow();
    open();
    expect((await second).chunks).toHaveLength(1);
  });
});
