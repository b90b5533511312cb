import type { ByteSource } from "./byte-source";
import type { IndexDocument } from "./index-document";
import { Segment } from "./segment";

/** Together with the decoder's history and a picture this stays below 150 MB. */
const defaultMaxBytes = 64 << 20;

/** Fetches segments and keeps those used last. They are known by their offset, which never changes. */
export class SegmentCache {
  /** Those used last come last. */
  private readonly segments = new Map<number, Segment>();
  private readonly loading = new Map<number, Promise<Segment>>();

  constructor(
    private readonly source: ByteSource,
    private readonly maxBytes = defaultMaxBytes,
  ) {}

  /** The segment of a row of the index, if it is here with all bytes that the index knows of. */
  peek(index: IndexDocument, row: number): Segment | undefined {
    const { offset, end } = index.segments[row];
    const segment = this.segments.get(offset);
    if (!segment || segment.fetchedTo < end || (isComplete(index, row) && !segment.isComplete)) return undefined;
    this.touch(offset, segment);
    return segment;
  }

  async load(index: IndexDocument, row: number, signal: AbortSignal): Promise<Segment> {
    const { offset } = index.segments[row];
    for (;;) {
      signal.throwIfAborted();
      const known = this.peek(index, row);
      if (known) return known;
      const running = this.loading.get(offset);
      if (!running) break;
      // Someone else's: it may be aborted, or be for an older index.
      await running.catch(() => undefined);
    }
    const load = this.fetch(index, row, signal).finally(() => this.loading.delete(offset));
    this.loading.set(offset, load);
    return load;
  }

  private async fetch(index: IndexDocument, row: number, signal: AbortSignal): Promise<Segment> {
    const { offset, end } = index.segments[row];
    const segment = this.segments.get(offset) ?? new Segment(offset);
    const from = segment.end;
    const bytes = from < end ? await this.source.read(from, end, signal) : new Uint8Array(0);
    segment.append(bytes, isComplete(index, row));
    this.touch(offset, segment);
    this.evict();
    return segment;
  }

  private touch(offset: number, segment: Segment): void {
    this.segments.delete(offset);
    this.segments.set(offset, segment);
  }

  private evict(): void {
    let bytes = 0;
    for (const segment of this.segments.values()) bytes += segment.byteLength;
    for (const [offset, segment] of this.segments) {
      // The one on the screen and the next one stay, whatever their size.
      if (bytes <= this.maxBytes || this.segments.size <= 2) return;
      bytes -= segment.byteLength;
      this.segments.delete(offset);
    }
  }
}

function isComplete(index: IndexDocument, row: number): boolean {
  return !index.live || row < index.segments.length - 1;
}
