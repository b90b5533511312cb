import { expect, test } from "vitest";
import { momentsOf } from "./moments";
import { activityOutline, percent, remarkAt } from "./timeline";

const index = {
  durationMs: 10_000,
  bytes: 0,
  live: false,
  state: "incomplete",
  start: "2026-03-14T13:05:09Z",
  segments: [],
  activity: [],
  marks: [
    { time: 1_000, kind: "resize", text: "1280 × 800" },
    { time: 1_200, kind: "clipboard", text: "" },
  ],
  damaged: [{ from: 5_000, to: 6_000, reason: "the disk was full" }],
};

test("no activity is no outline", () => {
  expect(activityOutline([], 0)).toBe("");
  expect(activityOutline([0, 0, 0], 3_000)).toBe("");
});

test("the outline reaches the top in the busiest second and goes by the square root elsewhere", () => {
  expect(activityOutline([25, 100], 2_000)).toBe("M0 100H0V50H50H50V0H100V100Z");
});

test("a long session is drawn with a bounded number of bars, and its last second counts", () => {
  const day = 86_400;
  const activity = Array.from({ length: day }, (_, at) => (at === day - 1 ? 1 : 0));
  const outline = activityOutline(activity, day * 1000);
  expect(outline.length).toBeLessThan(8_000);
  expect(outline.endsWith("V0H100V100Z")).toBe(true);
});

test("activity beyond the duration draws nothing outside the bar", () => {
  expect(activityOutline([1, 1, 1, 1], 2_000)).toBe("M0 100H0V0H50H50V0H100V100Z");
});

test.each([
  [0, 10, 0],
  [5, 10, 50],
  [20, 10, 100],
  [-1, 10, 0],
  [5, 0, 0],
])("%d of %d is %d percent", (ms, duration, result) => expect(percent(ms, duration)).toBe(result));

test.each([
  [5_500, "The disk was full."],
  [4_950, "The disk was full."],
  [1_050, "Screen size: 1280 × 800"],
  [1_190, "Clipboard"],
  [3_000, undefined],
])("at %d ms the bar remarks %s", (ms, remark) => expect(remarkAt(index, ms, 100)).toBe(remark));

test("moments are marks and losses in the order of time", () => {
  expect(momentsOf(index)).toEqual([
    { time: 1_000, text: "Screen size: 1280 × 800", bad: false },
    { time: 1_200, text: "Clipboard", bad: false },
    { time: 5_000, text: "1 s missing: The disk was full.", bad: true },
  ]);
});
