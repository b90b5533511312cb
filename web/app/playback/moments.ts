import type { IndexDocument } from "../../player";
import { lengthInWords } from "../format/time";

export interface Moment {
  time: number;
  text: string;
  /** Something is missing here. */
  bad: boolean;
}

/** More than this many nobody reads one by one; the bar shows them all. */
const limit = 500;

/** The marks of a recording and what is missing from it, in the order of time. */
export function momentsOf(index: Pick<IndexDocument, "marks" | "damaged">): Moment[] {
  const marks = index.marks.map((mark) => ({ time: mark.time, text: mark.text || mark.kind, bad: false }));
  const damaged = index.damaged.map((row) => ({
    time: row.from,
    text: `${lengthInWords(row.to - row.from)} missing: ${row.reason}`,
    bad: true,
  }));
  return [...marks, ...damaged].sort((a, b) => a.time - b.time).slice(0, limit);
}
