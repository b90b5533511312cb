import { batch, signal } from "@preact/signals";
import * as api from "../api/routes";
import { asApiError } from "../api/loading";
import { ApiError } from "../api/request";
import type { Recording } from "../api/shapes";
import { type Filter, queryOf } from "./filter";

export const pageSize = 50;
/** At most this many running sessions below the first page are asked for one by one. */
const singleRefreshes = 20;

/** The recordings that match a filter: loaded page by page, running ones kept up to date in place. */
export class RecordingList {
  readonly items = signal<Recording[]>([]);
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly error = signal<ApiError | undefined>(undefined);
  readonly nextKey = signal<string | undefined>(undefined);
  readonly loadingMore = signal(false);
  /** Sessions that began since the list was loaded; they are shown on demand, so that no row jumps. */
  readonly newer = signal<Recording[]>([]);

  private abort = new AbortController();
  private filter: Filter | undefined;

  constructor(
    private readonly cluster: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Loads the first page for a filter; a newer call wins. The rows of before stay until the new ones are here. */
  async load(filter: Filter): Promise<void> {
    this.abort.abort();
    const abort = (this.abort = new AbortController());
    this.filter = filter;
    this.state.value = "loading";
    try {
      const page = await this.ask(undefined, abort.signal);
      if (abort.signal.aborted) return;
      batch(() => {
        this.items.value = page.items;
        this.nextKey.value = page.startKey;
        this.newer.value = [];
        this.error.value = undefined;
        this.loadingMore.value = false;
        this.state.value = "ready";
      });
    } catch (error) {
      if (abort.signal.aborted) return;
      batch(() => {
        this.items.value = [];
        this.error.value = asApiError(error);
        this.state.value = "failed";
      });
    }
  }

  async loadMore(): Promise<void> {
    const { abort } = this;
    if (!this.nextKey.value || this.loadingMore.value) return;
    this.loadingMore.value = true;
    try {
      const page = await this.ask(this.nextKey.value, abort.signal);
      if (abort.signal.aborted) return;
      const known = new Set(this.items.value.map((item) => item.sid));
      batch(() => {
        this.items.value = [...this.items.value, ...page.items.filter((item) => !known.has(item.sid))];
        this.nextKey.value = page.startKey;
        this.error.value = undefined;
      });
    } catch (error) {
      if (!abort.signal.aborted) this.error.value = asApiError(error);
    } finally {
      if (!abort.signal.aborted) this.loadingMore.value = false;
    }
  }

  /** Asks again for what may have changed: the first page, and the unfinished rows below it. */
  async refresh(): Promise<void> {
    const { abort } = this;
    if (this.state.value !== "ready") return;
    const known = new Set(this.items.value.map((item) => item.sid));
    try {
      const first = (await this.ask(undefined, abort.signal)).items;
      const fresh = new Map(first.map((item) => [item.sid, item]));
      const below = this.items.value
        .filter((item) => !fresh.has(item.sid) && isUnfinished(item))
        .slice(0, singleRefreshes);
      for (const item of await Promise.all(below.map((item) => api.recording(this.cluster, item.sid, abort.signal)))) {
        fresh.set(item.sid, item);
      }
      if (abort.signal.aborted) return;
      batch(() => {
        this.items.value = this.items.value.map((item) => fresh.get(item.sid) ?? item);
        this.newer.value = first.filter(
          (item) => !known.has(item.sid) && item.start > (this.items.value[0]?.start ?? ""),
        );
      });
    } catch {
      // The rows stay as they are; the next refresh tries again, and any action of the reader shows the failure.
    }
  }

  /** Puts the sessions that began meanwhile on top. */
  showNewer(): void {
    batch(() => {
      this.items.value = [...this.newer.value, ...this.items.value];
      this.newer.value = [];
    });
  }

  dispose(): void {
    this.abort.abort();
  }

  private ask(startKey: string | undefined, signal: AbortSignal) {
    return api.recordings(this.cluster, { ...queryOf(this.filter!, this.now()), limit: pageSize, startKey }, signal);
  }
}

/** Whether a recording's row can still change. */
export function isUnfinished(recording: Recording): boolean {
  return (
    recording.live ||
    recording.state === "recording" ||
    recording.state === "sealing" ||
    recording.state === "uploading"
  );
}
