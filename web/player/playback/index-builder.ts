import type { Chunk } from "../format/chunks";
import { ByteReader } from "../format/byte-reader";
import { ChunkType } from "../format/chunk-header";
import { type Mark, markOf } from "../format/event-records";
import type { FileIndex, IndexedSegment } from "../format/index-body";
import { readRecords, RecordKind } from "../format/records";
import type { DamagedRow } from "./index-document";

const activityMs = 1000;
/** Eleven days of seconds; the rest of a longer recording has no activity to show. */
const maxActivity = 1_000_000;
const maxMarks = 8192;

/** Gathers an index from the chunks of a file that has none, or whose own can't be read. */
export class IndexBuilder {
  private readonly segments: IndexedSegment[] = [];
  private readonly activity: number[] = [];
  private readonly marks: Mark[] = [];
  private readonly damaged: DamagedRow[] = [];
  private lastTime = 0;

  add(chunk: Chunk): void {
    const { header } = chunk;
    if (chunk.damagedBefore) this.addDamage(header.firstTime, chunk.damagedBefore);
    this.lastTime = Math.max(this.lastTime, header.lastTime);
    if (header.type !== ChunkType.records) return;
    const second = Math.floor(header.firstTime / activityMs);
    if (second < maxActivity) {
      while (this.activity.length <= second) this.activity.push(0);
      this.activity[second] += chunk.body.length;
    }
    this.addRecords(chunk);
  }

  /** Something is missing between what was added last and `time`. */
  addDamage(time: number, reason: string): void {
    this.damaged.push({ from: this.lastTime, to: Math.max(time, this.lastTime + 1), reason });
  }

  build(): { readonly index: FileIndex; readonly damaged: readonly DamagedRow[]; readonly durationMs: number } {
    const { segments, activity, marks, damaged } = this;
    return { index: { segments, activity, activityMs, marks }, damaged, durationMs: this.lastTime };
  }

  private addRecords({ header, body, offset }: Chunk): void {
    try {
      for (const record of readRecords(body, header.firstTime)) {
        if (header.startsSegment && record.kind === RecordKind.keyframe) {
          const reader = new ByteReader(record.body);
          const segment = { time: header.firstTime, offset, width: reader.u16(), height: reader.u16() };
          if (this.segments.at(-1)?.offset !== offset) this.segments.push(segment);
        }
        const mark = markOf(record);
        if (mark && this.marks.length < maxMarks) this.marks.push(mark);
      }
    } catch {
      this.damaged.push({ from: header.firstTime, to: header.lastTime + 1, reason: "the records of a chunk can't be read" });
    }
  }
}
