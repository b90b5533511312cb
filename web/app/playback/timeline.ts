import type { IndexDocument } from "../../player";
import { sentence } from "../format/sentence";
import { markText } from "./moments";

/** More bars than this no screen shows apart. */
const bars = 240;

/**
 * The outline of the activity graph in a box of 100 by 100, closed along its bottom. Heights go by the square root, so
 * that the busiest second does not flatten all others.
 */
export function activityOutline(activity: readonly number[], durationMs: number): string {
  const seconds = Math.max(1, Math.ceil(durationMs / 1000));
  const count = Math.min(bars, seconds);
  const sums = Array.from({ length: count }, () => 0);
  for (let second = 0; second < Math.min(seconds, activity.length); second++) {
    sums[Math.floor((second * count) / seconds)]! += activity[second] ?? 0;
  }
  const highest = Math.max(...sums);
  if (highest <= 0) return "";
  const points = sums.map((sum, at) => {
    const y = round(100 - 100 * Math.sqrt(sum / highest));
    return `H${round((at * 100) / count)}V${y}H${round(((at + 1) * 100) / count)}`;
  });
  return `M0 100${points.join("")}V100Z`;
}

/** Where a moment is on the bar, in percent. */
export function percent(ms: number, durationMs: number): number {
  return durationMs <= 0 ? 0 : Math.min(100, Math.max(0, (ms / durationMs) * 100));
}

/** What is worth telling about a moment of the bar: why it can't be shown, or the mark beside it. */
export function remarkAt(index: IndexDocument, ms: number, reachMs: number): string | undefined {
  const damaged = index.damaged.find((row) => ms >= row.from - reachMs && ms <= row.to + reachMs);
  if (damaged) return sentence(damaged.reason);
  let nearest: string | undefined;
  let distance = reachMs;
  for (const mark of index.marks) {
    if (Math.abs(mark.time - ms) > distance) continue;
    distance = Math.abs(mark.time - ms);
    nearest = markText(mark);
  }
  return nearest;
}

const round = (n: number) => Math.round(n * 100) / 100;
