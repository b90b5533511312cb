import * as api from "../api/routes";

type Range = [fromMs: number, toMs: number];
type Post = (fromMs: number, toMs: number) => Promise<void>;

/** At most this many stretches wait for a server that does not answer. */
const limit = 100;

/** Tells the server which seconds were seen; what could not be told is told with the next. */
export class WatchedReport {
  private waiting: Range[] = [];

  constructor(private readonly post: Post) {}

  async add(fromMs: number, toMs: number): Promise<void> {
    this.waiting.push([Math.floor(fromMs), Math.ceil(toMs)]);
    const ranges = this.waiting.splice(0);
    const results = await Promise.allSettled(ranges.map(([from, to]) => this.post(from, to)));
    const failed = ranges.filter((_, at) => results[at]!.status === "rejected");
    this.waiting = [...failed, ...this.waiting].slice(-limit);
  }
}

export const reportTo = (cluster: string, sid: string) =>
  new WatchedReport((from, to) => api.watched(cluster, sid, from, to));
