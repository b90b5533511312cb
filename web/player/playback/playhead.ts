import type { Chunk } from "../format/chunks";
import { FormatError } from "../format/format-error";
import { type HindsightRecord, readRecords, RecordKind } from "../format/records";
import { ScreenDecoder } from "../screen/screen-decoder";
import { loadTerminalScreen } from "../terminal/terminal-engine";
import type { TerminalScreen } from "../terminal/terminal-screen";
import type { Segment } from "./segment";

/** Records that change the picture that is there; without one they are passed over. */
const picturePieces: ReadonlySet<number> = new Set([
  RecordKind.restart,
  RecordKind.pixels,
  RecordKind.copy,
  RecordKind.tileSave,
  RecordKind.tileDraw,
]);

/**
 * The screen at a moment of a segment. Goes forward record by record; going back, or to another segment, starts at a
 * keyframe.
 */
export class Playhead {
  readonly screen = new ScreenDecoder();
  /** What a terminal's recording shows; there is none before its first segment was prepared for. */
  terminal: TerminalScreen | undefined;
  /** All records of the segment up to this moment are applied. */
  time = -1;
  /** Why the picture is not what was on the screen. */
  damage: string | undefined;

  private segment: Segment | undefined;
  private nextChunk = 0;
  private records: readonly HindsightRecord[] = [];
  private nextRecord = 0;

  /** Makes ready for a segment's kind of recording. Needed once, before the first `advance`. */
  async prepare(segment: Segment): Promise<void> {
    const first = segment.chunks.at(0);
    if (this.terminal || !first || first.body.at(0) !== RecordKind.terminalKeyframe) return;
    const made = await loadTerminalScreen();
    this.terminal ??= made;
  }

  /**
   * Goes towards a moment of `segment` and returns whether it got there: it stops when `isLate` says so, which is
   * asked after each record but heard only after a whole picture, and goes on when called again.
   */
  advance(segment: Segment, time: number, isLate: () => boolean): boolean {
    this.enter(segment, time);
    for (let record = this.take(segment, time); record; record = this.take(segment, time)) {
      this.time = Math.max(this.time, record.time);
      this.apply(record);
      if (isLate() && this.records[this.nextRecord]?.time !== record.time) return false;
    }
    this.checkWhatFollows(segment, time);
    this.time = time;
    return true;
  }

  /** Behind the last record before a damaged part, the screen may have changed at any time. */
  private checkWhatFollows(segment: Segment, time: number): void {
    if (this.nextRecord < this.records.length) return;
    const next = segment.chunks.at(this.nextChunk);
    const damage = next ? next.damagedBefore : segment.trailingDamage;
    const lastGood = this.nextChunk > 0 ? segment.chunks[this.nextChunk - 1].header.lastTime : -1;
    if (damage && time > lastGood) this.breakOff(damage);
  }

  private enter(segment: Segment, time: number): void {
    const start = segment.keyframeBefore(time);
    const goesOn = segment === this.segment && time >= this.time;
    if (goesOn && start < this.nextChunk) return;
    this.nextChunk = start;
    this.records = [];
    this.nextRecord = 0;
    if (goesOn) return;
    this.segment = segment;
    this.time = -1;
    this.damage = undefined;
    this.invalidate();
  }

  /** The next record up to a moment. */
  private take(segment: Segment, time: number): HindsightRecord | undefined {
    while (this.nextRecord >= this.records.length) {
      const chunk = segment.chunks[this.nextChunk];
      if (!chunk || chunk.header.firstTime > time) return undefined;
      this.nextChunk++;
      this.nextRecord = 0;
      this.records = this.open(chunk);
    }
    const record = this.records[this.nextRecord];
    if (record.time > time) return undefined;
    this.nextRecord++;
    return record;
  }

  private open(chunk: Chunk): readonly HindsightRecord[] {
    if (chunk.damagedBefore) this.breakOff(chunk.damagedBefore);
    try {
      const records = [...readRecords(chunk.body, chunk.header.firstTime)];
      if (records.at(-1)?.time !== chunk.header.lastTime) throw new FormatError("the times of a chunk are wrong");
      return records;
    } catch (error) {
      this.breakOff(reasonOf(error));
      return [];
    }
  }

  private apply(record: HindsightRecord): void {
    const isBuiltOn = record.kind === RecordKind.terminalOutput ? this.terminal?.isUsable : this.screen.isUsable;
    if (picturePieces.has(record.kind) && !isBuiltOn) {
      this.damage ??= "the picture that this builds on is missing";
      return;
    }
    try {
      if (this.terminal) this.terminal.apply(record);
      else this.screen.apply(record);
      if (record.kind === RecordKind.keyframe || record.kind === RecordKind.terminalKeyframe) this.damage = undefined;
    } catch (error) {
      this.breakOff(reasonOf(error));
    }
  }

  /** What follows can't be shown, up to the next keyframe. */
  private breakOff(reason: string): void {
    this.damage ??= reason;
    this.invalidate();
  }

  private invalidate(): void {
    this.screen.invalidate();
    this.terminal?.invalidate();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof FormatError) return error.message;
  throw error;
}
