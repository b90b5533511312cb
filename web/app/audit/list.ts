import { batch, signal } from "@preact/signals";
import * as api from "../api/routes";
import { asApiError } from "../api/loading";
import type { ApiError } from "../api/request";
import type { AuditEvent } from "../api/shapes";
import { anyTime, boundsOf } from "../controls/timeRange";

/** The audit log, newest first, loaded page by page. */
export class EventList {
  readonly items = signal<AuditEvent[]>([]);
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  readonly error = signal<ApiError | undefined>(undefined);
  readonly nextKey = signal<string | undefined>(undefined);
  /** What the list is narrowed to; empty texts mean everything. */
  readonly filter = signal({ user: "", event: "", session: "", ...anyTime });

  private abort = new AbortController();

  constructor(private readonly cluster: string) {}

  load(): Promise<void> {
    return this.ask([], undefined);
  }

  loadMore(): Promise<void> {
    return this.ask(this.items.value, this.nextKey.value);
  }

  dispose(): void {
    this.abort.abort();
  }

  private async ask(before: AuditEvent[], startKey: string | undefined): Promise<void> {
    this.abort.abort();
    const abort = (this.abort = new AbortController());
    this.state.value = "loading";
    try {
      const { user, event, session, ...time } = this.filter.value;
      const query = { user, event, session, ...boundsOf(time, Date.now()), limit: 100, startKey };
      const page = await api.auditEvents(this.cluster, query, abort.signal);
      if (abort.signal.aborted) return;
      batch(() => {
        this.items.value = [...before, ...page.items];
        this.nextKey.value = page.startKey;
        this.error.value = undefined;
        this.state.value = "ready";
      });
    } catch (error) {
      if (abort.signal.aborted) return;
      batch(() => {
        this.error.value = asApiError(error);
        this.state.value = "failed";
      });
    }
  }
}
