import type { ByteSource } from "./byte-source";
import { fetchPatiently } from "./http";
import type { IndexDocument } from "./index-document";
import { RangeSource } from "./range-source";
import type { Segment } from "./segment";
import { SegmentCache } from "./segment-cache";
import { Timeline } from "./timeline";

/** A recording: what its index says, and the segments that were fetched. */
export class Recording {
  private readonly segments: SegmentCache;
  private current: Timeline;

  constructor(
    index: IndexDocument,
    source: ByteSource,
    /** Reads the index again. */
    private readonly reload: (signal: AbortSignal) => Promise<IndexDocument>,
  ) {
    this.current = new Timeline(index);
    this.segments = new SegmentCache(source);
  }

  /** Opens a recording of the server; rejects with an error whose message can be shown. */
  static async open(site: string, sid: string, fetcher: typeof fetch, signal: AbortSignal): Promise<Recording> {
    const base = `/v1/webapi/sites/${encodeURIComponent(site)}/recordings/${encodeURIComponent(sid)}`;
    const load = async (signal: AbortSignal) => {
      const response = await fetchPatiently(fetcher, `${base}/index`, { Accept: "application/json" }, signal);
      return (await response.json()) as IndexDocument;
    };
    return new Recording(await load(signal), new RangeSource(fetcher, `${base}/data`), load);
  }

  get timeline(): Timeline {
    return this.current;
  }

  /** Reads the index again: a running session's grows. */
  async refresh(signal: AbortSignal): Promise<void> {
    this.current = new Timeline(await this.reload(signal));
  }

  /** The segment if it is here. */
  peek(row: number): Segment | undefined {
    return this.segments.peek(this.current.index, row);
  }

  load(row: number, signal: AbortSignal): Promise<Segment> {
    return this.segments.load(this.current.index, row, signal);
  }

  /** Fetches a segment that will be needed soon; a failure shows when it is needed. */
  prefetch(row: number, signal: AbortSignal): void {
    if (row >= this.current.index.segments.length || this.peek(row)) return;
    this.load(row, signal).catch(() => undefined);
  }
}
