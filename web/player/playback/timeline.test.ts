import { describe, expect, it } from "vitest";
import type { IndexDocument } from "./index-document";
import { lastAtOrBefore, Timeline } from "./timeline";

function timeline(more: Partial<IndexDocument>): Timeline {
  const empty = { bytes: 0, live: false, state: "complete", start: "2026-01-01T00:00:00Z" };
  return new Timeline({ ...empty, durationMs: 20_000, segments: [], activity: [], marks: [], damaged: [], ...more });
}

const segments = [100, 5000, 9000].map((time) => ({ time, offset: 0, end: 0, width: 1, height: 1 }));

describe("the timeline", () => {
  it.each([
    [0, -1],
    [99, -1],
    [100, 0],
    [4999, 0],
    [5000, 1],
    [1e9, 2],
  ])("at %d ms is segment %d", (ms, row) => expect(timeline({ segments }).segmentAt(ms)).toBe(row));

  it("finds by halves what a walk finds", () => {
    for (let length = 0; length < 9; length++) {
      const items = Array.from({ length }, (_, i) => i * 2);
      for (let ms = -1; ms < 20; ms++) {
        expect(lastAtOrBefore(items, (item) => item, ms)).toBe(items.filter((item) => item <= ms).length - 1);
      }
    }
  });

  it("keeps moments inside", () => {
    const { clamp } = Timeline.prototype;
    const t = timeline({});
    expect([-1, 0, 7, 20_001, Number.NaN].map((ms) => clamp.call(t, ms))).toEqual([0, 0, 7, 20_000, 0]);
  });

  it("knows where nothing happens, from a second after what happened last", () => {
    const t = timeline({ activity: [500, 900, 0, 0, 0, 0, 0, 0, 700, 0, 0, 600] });
    expect(t.idle).toEqual([
      { from: 3000, to: 8000 },
      { from: 13_000, to: 20_000 },
    ]);
    expect(t.idleUntil(2999)).toBeUndefined();
    expect(t.idleUntil(3000)).toBe(8000);
    expect(t.idleUntil(8000)).toBeUndefined();
    expect(t.idleUntil(19_999)).toBe(20_000);
  });

  it("knows where only a caret blinks", () => {
    const activity = [5000, ...Array.from({ length: 9 }, () => 120), 5000, 120, 120, 5000];
    const t = timeline({ activity, durationMs: 14_000 });
    expect(t.idle).toEqual([]);
    expect(t.quiet).toEqual([{ from: 1000, to: 10_000 }]);
    expect([t.isQuiet(999), t.isQuiet(1000), t.isQuiet(10_000)]).toEqual([false, true, false]);
  });

  it("reads activity in longer stretches", () => {
    const t = timeline({ activity: [1, 0, 0, 1], activityMs: 4000, durationMs: 16_000 });
    expect(t.idle).toEqual([{ from: 8000, to: 12_000 }]);
  });

  it("knows what is missing", () => {
    const damaged = [{ from: 1000, to: 2000, reason: "r" }];
    const t = timeline({ damaged });
    expect([999, 1000, 1999, 2000].map((ms) => t.damageAt(ms)?.reason)).toEqual([undefined, "r", "r", undefined]);
  });
});
