import type { DamagedRow, IndexDocument } from "./index-document";

/** Stretches shorter than this are not worth skipping. */
const shortestSkipMs = 3000;
/** Fewer bytes than this in a second are a blinking caret or a clock. */
const quietBytesPerSecond = 160;
const shortestQuietMs = 5000;

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What an index says about time; pure. All times in milliseconds of the session. */
export class Timeline {
  /** Stretches in which nothing was recorded. */
  readonly idle: readonly Stretch[];
  /** Stretches in which next to nothing was recorded; they contain the idle ones. */
  readonly quiet: readonly Stretch[];

  constructor(readonly index: IndexDocument) {
    const bucket = bucketOf(index);
    this.idle = findStretches(index, () => false, shortestSkipMs);
    this.quiet = findStretches(index, (bytes) => bytes < (quietBytesPerSecond * bucket) / 1000, shortestQuietMs);
  }

  get durationMs(): number {
    return this.index.durationMs;
  }

  clamp(ms: number): number {
    return Math.min(this.durationMs, Math.max(0, Number.isFinite(ms) ? ms : 0));
  }

  /** The row of the last segment that begins at or before a moment; -1 before the first. */
  segmentAt(ms: number): number {
    return lastAtOrBefore(this.index.segments, (row) => row.time, ms);
  }

  /** The end of the idle stretch that a moment lies in. */
  idleUntil(ms: number): number | undefined {
    return endOfStretch(this.idle, ms);
  }

  isQuiet(ms: number): boolean {
    return endOfStretch(this.quiet, ms) !== undefined;
  }

  /** The damaged or missing stretch that a moment lies in. */
  damageAt(ms: number): DamagedRow | undefined {
    return this.index.damaged.find((row) => row.from <= ms && ms < row.to);
  }
}

/** The last item whose time is not after `ms`, by binary search; -1 if there is none. */
export function lastAtOrBefore<T>(items: readonly T[], timeOf: (item: T) => number, ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(items[middle]) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function endOfStretch(stretches: readonly Stretch[], ms: number): number | undefined {
  const found = stretches[lastAtOrBefore(stretches, (stretch) => stretch.from, ms)];
  return found && ms < found.to ? found.to : undefined;
}

/** Runs of seconds without activity, except what `ignores` lets pass. */
function findStretches(index: IndexDocument, ignores: (bytes: number) => boolean, shortest: number): Stretch[] {
  const bucket = bucketOf(index);
  const { activity, durationMs } = index;
  const stretches: Stretch[] = [];
  let from: number | undefined;
  const close = (to: number) => {
    if (from !== undefined && to - from >= shortest) stretches.push({ from, to });
    from = undefined;
  };
  for (let i = 0; i * bucket < durationMs; i++) {
    const bytes = activity[i] ?? 0;
    if (bytes === 0) from ??= (i + restOfChunk(activity[i - 1])) * bucket;
    else if (ignores(bytes)) from ??= i * bucket;
    else close(i * bucket);
  }
  close(durationMs);
  return stretches;
}

/** Bytes count where their chunk begins, and a chunk holds up to a second: what is after one may still be part of it. */
function restOfChunk(bytesBefore: number | undefined): number {
  return bytesBefore ? 1 : 0;
}

function bucketOf(index: IndexDocument): number {
  return index.activityMs ?? 1000;
}
