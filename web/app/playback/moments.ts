import type { IndexDocument, MarkRow } from "../../player";
import { sentence } from "../format/sentence";
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
  const marks = index.marks.map((mark) => ({ time: mark.time, text: markText(mark), bad: false }));
  const damaged = index.damaged.map((row) => ({
    time: row.from,
    text: `${lengthInWords(row.to - row.from)} missing: ${sentence(row.reason)}`,
    bad: true,
  }));
  return [...marks, ...damaged].sort((a, b) => a.time - b.time).slice(0, limit);
}

const prefixes: Record<string, string> = { clipboard: "Clipboard: ", resize: "Screen size: ", end: "End: " };

/** What a mark says, with its kind where the text alone would not tell. */
export function markText(mark: Pick<MarkRow, "kind" | "text">): string {
  const prefix = prefixes[mark.kind] ?? "";
  if (mark.text !== "") return prefix + mark.text;
  return mark.kind.charAt(0).toUpperCase() + mark.kind.slice(1);
}
