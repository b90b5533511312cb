import type { Scheduler } from "../playback/scheduler";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that goes on when a test says so. Looking at the clock takes a little, as decoding does. */
export class FakeScheduler implements Scheduler {
  /** Milliseconds that pass with each look at the clock. */
  cost = 0;
  private time = 1000.5;
  private frames = new Set<() => void>();
  private timers = new Set<Timer>();

  now(): number {
    this.time += this.cost;
    return this.time;
  }

  frame(callback: () => void): () => void {
    this.frames.add(callback);
    return () => this.frames.delete(callback);
  }

  later(ms: number, callback: () => void): () => void {
    const timer = { at: this.time + ms, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  turn(): Promise<void> {
    return Promise.resolve();
  }

  /** Frames of 50 ms; between them everything that waits for promises goes on. */
  async run(ms: number): Promise<void> {
    for (const end = this.time + ms; this.time < end - 1e-6; ) {
      this.time += Math.min(50, end - this.time);
      for (const timer of [...this.timers].filter((t) => t.at <= this.time)) {
        if (this.timers.delete(timer)) timer.callback();
      }
      const frames = [...this.frames];
      this.frames.clear();
      for (const callback of frames) callback();
      await settle();
    }
  }

  get hasFrames(): boolean {
    return this.frames.size > 0;
  }
}

/** Lets promises that are ready go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
