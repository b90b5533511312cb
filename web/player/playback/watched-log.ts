/** A stretch that goes on is told in parts of this many milliseconds of the viewer's time. */
const reportMs = 10_000;

/** Collects which stretches of a recording were really seen. */
export class WatchedLog {
  private from = 0;
  private to = 0;
  private since = 0;

  constructor(private readonly report: (fromMs: number, toMs: number) => void) {}

  /** The viewer saw a stretch; `now` is the viewer's time. */
  saw(from: number, to: number, now: number): void {
    if (from !== this.to) {
      this.flush();
      this.from = from;
      this.since = now;
    } else if (this.from === this.to) {
      this.since = now;
    }
    this.to = to;
    if (now - this.since >= reportMs) this.flush();
  }

  /** Tells what was not told yet. */
  flush(): void {
    if (this.to > this.from) this.report(Math.floor(this.from), Math.ceil(this.to));
    this.from = this.to;
  }
}
