import type { Picture } from "../screen/picture";
import type { PlayerPhase, PlayerState } from "./player";
import { Playhead } from "./playhead";
import type { Recording } from "./recording";
import type { Scheduler } from "./scheduler";
import type { Segment } from "./segment";
import { WatchedLog } from "./watched-log";

/** Decoding gives way to the page after this many milliseconds. */
const sliceMs = 12;
/** After a longer break between frames (a hidden tab) time does not catch up. */
const longestFrameMs = 250;
/** Skipping lands this long before something happens. */
const skipLeadMs = 300;
/** How much faster stretches go in which next to nothing happens, if idle ones are skipped. */
const quietFactor = 8;
/** A running session is played on when this much was recorded, else every frame would wait for the next. */
const liveLeadMs = 1000;
/** Who follows a running session is not further behind than this, also when nothing was recorded for long. */
const followMs = 3000;
const edgeRefreshMs = 1000;
const refreshMs = 5000;
/** Ledger states that may still change. */
const unsettledStates: ReadonlySet<string> = new Set(["recording", "sealing", "uploading"]);

/**
 * Decides what is shown when. `playing` is what the viewer asked for, `phase` what goes on:
 *
 * | phase            | play()         | pause()  | a frame comes                          | the work is done          |
 * |------------------|----------------|----------|----------------------------------------|---------------------------|
 * | loading, seeking | playing := yes | := no    | –                                      | paused, playing or ended  |
 * | paused           | → playing      | –        | –                                      | –                         |
 * | playing          | –              | → paused | time goes on; → waiting, → ended       | –                         |
 * | waiting          | –              | → paused | –                                      | → playing                 |
 * | ended            | seek(0), play  | –        | –                                      | –                         |
 * | failed           | seeks again    | –        | –                                      | –                         |
 *
 * seek() is possible in each and replaces the work that goes on: the latest wins. Work that throws → failed.
 * Everything decodes here, on the page's own thread: in slices of some milliseconds, so that controls answer.
 */
export class Controller {
  private readonly playhead = new Playhead();
  private readonly log: WatchedLog;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private readonly disposal = new AbortController();

  private phase: PlayerPhase = "loading";
  private playing = false;
  private time = 0;
  private speed = 1;
  private skipIdle = false;
  private error: string | undefined;
  /** The seek or the wait that goes on. */
  private work: AbortController | undefined;
  private stopFrame = () => {};
  private stopRefresh = () => {};
  private lastFrame = 0;
  private snapshot: PlayerState;

  constructor(
    private readonly recording: Recording,
    private readonly scheduler: Scheduler,
    watched: (fromMs: number, toMs: number) => void,
  ) {
    this.log = new WatchedLog(watched);
    this.snapshot = this.takeSnapshot();
    this.scheduleRefresh();
  }

  get state(): PlayerState {
    return this.snapshot;
  }

  /** What there is to paint; undefined where the recording has no picture yet. */
  get screen() {
    return this.recording.timeline.segmentAt(this.time) < 0 ? undefined : this.playhead.screen;
  }

  /** What there is to paint of a terminal's recording. */
  get terminal() {
    const { terminal } = this.playhead;
    return this.recording.timeline.segmentAt(this.time) < 0 || !terminal?.hasPicture ? undefined : terminal;
  }

  /** A copy of the picture of the present moment; undefined while it is being made, or if there is none. */
  picture(): Picture | undefined {
    const isBeingMade = this.phase === "loading" || this.phase === "seeking";
    const { screen } = this;
    return isBeingMade || !screen || screen.width === 0 ? undefined : screen.copyPicture(this.time);
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    listener(this.snapshot);
    return () => this.listeners.delete(listener);
  }

  play(): void {
    if (this.playing) return;
    this.playing = true;
    if (this.phase === "ended") void this.seek(0);
    else if (this.phase === "failed") void this.seek(this.time);
    else if (this.phase === "paused") this.run();
    else this.publish();
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    this.log.flush();
    if (this.phase === "playing" || this.phase === "waiting") {
      this.stopWork();
      this.enter("paused");
    } else {
      this.publish();
    }
  }

  async seek(ms: number): Promise<void> {
    const time = this.recording.timeline.clamp(ms);
    this.stopWork();
    this.log.flush();
    this.time = time;
    this.enter(this.phase === "loading" ? "loading" : "seeking");
    await this.doWork(async (signal) => {
      const row = this.recording.timeline.segmentAt(time);
      if (row >= 0) await this.decode(row, time, signal);
      this.settle();
    });
  }

  setSpeed(speed: number): void {
    this.speed = Math.min(32, Math.max(0.5, Number.isFinite(speed) ? speed : 1));
    this.publish();
  }

  setSkipIdle(skip: boolean): void {
    this.skipIdle = skip;
    this.publish();
  }

  dispose(): void {
    this.stopWork();
    this.stopRefresh();
    this.log.flush();
    this.disposal.abort();
    this.listeners.clear();
  }

  /** The picture of a moment is there: what now? */
  private settle(): void {
    if (this.isAtEnd && !this.recording.timeline.index.live) {
      this.playing = false;
      this.enter("ended");
    } else if (this.playing) {
      this.run();
    } else {
      this.enter("paused");
    }
  }

  private get isAtEnd(): boolean {
    return this.time >= this.recording.timeline.durationMs;
  }

  private run(): void {
    this.lastFrame = this.scheduler.now();
    this.enter("playing");
    this.nextFrame();
  }

  private nextFrame(): void {
    this.stopFrame = this.scheduler.frame(() => this.frame());
  }

  private frame(): void {
    const { timeline } = this.recording;
    const now = this.scheduler.now();
    const elapsed = Math.min(longestFrameMs, now - this.lastFrame);
    this.lastFrame = now;

    const rate = this.skipIdle && timeline.isQuiet(this.time) ? this.speed * quietFactor : this.speed;
    let target = this.time + elapsed * rate;
    const idleEnd = this.skipIdle ? timeline.idleUntil(target) : undefined;
    if (idleEnd !== undefined) target = Math.max(target, idleEnd - skipLeadMs);
    target = timeline.clamp(target);

    const row = timeline.segmentAt(target);
    const segment = row >= 0 ? this.recording.peek(row) : undefined;
    if (row >= 0 && !segment) {
      this.wait((signal) => this.load(row, signal));
      return;
    }
    const isThere = !segment || this.playhead.advance(segment, target, this.deadline());
    const reached = isThere ? target : Math.max(this.time, Math.min(target, this.playhead.time));
    this.log.saw(this.time, reached, now);
    this.time = reached;
    this.recording.prefetch(row + 1, this.disposal.signal);

    if (!this.isAtEnd) {
      this.publish();
      this.nextFrame();
    } else if (timeline.index.live) {
      this.wait((signal) => this.untilMoreIsRecorded(signal));
    } else {
      this.log.flush();
      this.settle();
    }
  }

  private async load(row: number, signal: AbortSignal): Promise<Segment> {
    const segment = await this.recording.load(row, signal);
    await this.playhead.prepare(segment);
    return segment;
  }

  private async decode(row: number, time: number, signal: AbortSignal): Promise<void> {
    const segment = await this.load(row, signal);
    signal.throwIfAborted();
    while (!this.playhead.advance(segment, time, this.deadline())) {
      await this.scheduler.turn();
      // Who drags the slider sees at least how far this one came.
      if (signal.aborted) this.publish();
      signal.throwIfAborted();
    }
    this.recording.prefetch(row + 1, this.disposal.signal);
  }

  private deadline(): () => boolean {
    const end = this.scheduler.now() + sliceMs;
    return () => this.scheduler.now() >= end;
  }

  /** Stops time until something is there. */
  private wait(something: (signal: AbortSignal) => Promise<unknown>): void {
    this.enter("waiting");
    void this.doWork(async (signal) => {
      await something(signal);
      signal.throwIfAborted();
      this.settle();
    });
  }

  /** Whether a running session can be played on; `before` is the duration at the last look. */
  private hasMore(before: number): boolean {
    const { index, durationMs } = this.recording.timeline;
    const isAllForNow = durationMs > this.time && durationMs === before;
    return !index.live || durationMs >= this.time + liveLeadMs || isAllForNow;
  }

  private async untilMoreIsRecorded(signal: AbortSignal): Promise<void> {
    let before = this.time;
    while (!this.hasMore(before)) {
      before = this.recording.timeline.durationMs;
      await this.sleep(edgeRefreshMs, signal);
      await this.recording.refresh(signal);
      this.publish();
    }
    this.time = Math.max(this.time, this.recording.timeline.durationMs - followMs);
  }

  private async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        stop();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const stop = this.scheduler.later(ms, done);
      signal.addEventListener("abort", done);
    });
    signal.throwIfAborted();
  }

  /** Runs work that the next seek, pause or failure ends. */
  private async doWork(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const work = new AbortController();
    this.work = work;
    try {
      await task(work.signal);
    } catch (error) {
      if (work.signal.aborted) return;
      this.error = error instanceof Error ? error.message : String(error);
      this.playing = false;
      this.log.flush();
      this.enter("failed");
    }
  }

  private stopWork(): void {
    this.stopFrame();
    this.work?.abort();
    this.work = undefined;
    this.error = undefined;
  }

  private scheduleRefresh(): void {
    this.stopRefresh = this.scheduler.later(refreshMs, () => void this.refreshIndex());
  }

  private async refreshIndex(): Promise<void> {
    const { live, state } = this.recording.timeline.index;
    if (!live && !unsettledStates.has(state)) return;
    try {
      await this.recording.refresh(this.disposal.signal);
      this.publish();
    } catch {
      // The next try may succeed; what is known still plays.
    }
    if (!this.disposal.signal.aborted) this.scheduleRefresh();
  }

  private enter(phase: PlayerPhase): void {
    this.phase = phase;
    this.publish();
  }

  private publish(): void {
    this.snapshot = this.takeSnapshot();
    for (const listener of this.listeners) listener(this.snapshot);
  }

  private takeSnapshot(): PlayerState {
    const { index, durationMs } = this.recording.timeline;
    const { screen, terminal } = this;
    return {
      phase: this.phase,
      playing: this.playing,
      timeMs: this.time,
      durationMs,
      speed: this.speed,
      skipIdle: this.skipIdle,
      live: index.live,
      width: terminal?.emulator.cols ?? screen?.width ?? 0,
      height: terminal?.emulator.rows ?? screen?.height ?? 0,
      terminal: terminal !== undefined,
      index,
      trouble: this.phase === "seeking" || this.phase === "loading" ? undefined : this.trouble,
      error: this.error,
    };
  }

  private get trouble(): string | undefined {
    const missing = this.recording.timeline.damageAt(this.time);
    if (missing) return missing.reason;
    const { damage } = this.playhead;
    return damage && this.screen ? `This part of the recording is damaged: ${damage}.` : undefined;
  }
}
