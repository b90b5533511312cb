import { ByteReader } from "./byte-reader";
import { type HindsightRecord, RecordKind } from "./records";

const maxText = 1024;

/** A moment worth a mark on a timeline. */
export interface Mark {
  readonly time: number;
  readonly kind: MarkKind;
  /** Direction of a CLIPBOARD, level of a NOTICE, type of a MARK, cause of a GAP or END. */
  readonly detail: number;
  /** Size of a CLIPBOARD, missing milliseconds of a GAP, width × 65536 + height of a resize. */
  readonly value: number;
  readonly text: string;
}

export type MarkKind = "resize" | "clipboard" | "notice" | "mark" | "gap" | "end";

const kinds: ReadonlyMap<number, MarkKind> = new Map([
  [RecordKind.resize, "resize"],
  [RecordKind.clipboard, "clipboard"],
  [RecordKind.notice, "notice"],
  [RecordKind.mark, "mark"],
  [RecordKind.gap, "gap"],
  [RecordKind.end, "end"],
]);

export function markKindOf(recordKind: number): MarkKind | undefined {
  return kinds.get(recordKind);
}

/** The mark of a record; undefined if its kind has none. */
export function markOf(record: HindsightRecord): Mark | undefined {
  const { time } = record;
  const kind = markKindOf(record.kind);
  if (kind === undefined || kind === "resize") return undefined;
  const reader = new ByteReader(record.body);
  if (kind === "gap") {
    const value = reader.varint();
    return { time, kind, detail: reader.u8(), value, text: reader.text(maxText) };
  }
  const detail = reader.u8();
  if (kind === "clipboard") return { time, kind, detail, value: reader.varint(), text: "" };
  return { time, kind, detail, value: 0, text: reader.text(maxText) };
}
