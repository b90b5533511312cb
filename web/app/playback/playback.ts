import { type Signal, computed, signal } from "@preact/signals";
import type { Player, PlayerState } from "../../player";

export const speeds = [0.5, 1, 2, 4, 8, 16, 32] as const;

/** So near to the end of a running session counts as live, in ms. */
const liveEdge = 4000;

/**
 * A player as signals: its state changes with every picture, so each part of the page reads only what it shows.
 */
export class Playback {
  private readonly snapshot: Signal<PlayerState>;
  private readonly stop: () => void;

  readonly phase = computed(() => this.snapshot.value.phase);
  readonly playing = computed(() => this.snapshot.value.playing);
  /** In whole tenths of a second: as fine as the page shows it. */
  readonly time = computed(() => Math.round(this.snapshot.value.timeMs / 100) * 100);
  readonly duration = computed(() => this.snapshot.value.durationMs);
  readonly speed = computed(() => this.snapshot.value.speed);
  readonly skipIdle = computed(() => this.snapshot.value.skipIdle);
  readonly live = computed(() => this.snapshot.value.live);
  readonly atLiveEdge = computed(() => this.live.value && this.time.value >= this.duration.value - liveEdge);
  readonly index = computed(() => this.snapshot.value.index);
  readonly trouble = computed(() => this.snapshot.value.trouble);
  readonly error = computed(() => this.snapshot.value.error);
  readonly terminal = computed(() => this.snapshot.value.terminal === true);
  readonly width = computed(() => this.snapshot.value.width);
  readonly height = computed(() => this.snapshot.value.height);

  constructor(private readonly player: Player) {
    this.snapshot = signal(player.state);
    this.stop = player.subscribe((state) => (this.snapshot.value = state));
  }

  mount(container: HTMLElement): () => void {
    return this.player.mount(container);
  }

  /** Shows the moment a link asks for and waits there; else plays, live if the session runs, or from the start. */
  begin(at: number | undefined): void {
    if (at !== undefined) return this.seek(at);
    if (this.live.value) this.goLive();
    this.player.play();
  }

  toggle(): void {
    this.player.toggle();
  }

  pause(): void {
    this.player.pause();
  }

  seek(ms: number): void {
    const target = Math.min(Math.max(0, ms), this.duration.value);
    // A failed seek shows itself in the player's state.
    this.player.seek(target).catch(() => {});
  }

  seekBy(ms: number): void {
    this.seek(this.snapshot.value.timeMs + ms);
  }

  goLive(): void {
    this.player.setSpeed(1);
    this.seek(this.duration.value);
    this.player.play();
  }

  setSpeed(speed: number): void {
    this.player.setSpeed(speed);
  }

  /** The next faster or slower speed. */
  stepSpeed(step: 1 | -1): void {
    const at = speeds.findIndex((speed) => speed >= this.speed.value);
    const next = speeds[Math.min(speeds.length - 1, Math.max(0, at + step))];
    if (next !== undefined) this.player.setSpeed(next);
  }

  toggleSkipIdle(): void {
    this.player.setSkipIdle(!this.skipIdle.value);
  }

  /** The wall clock at a moment of the session. */
  wallClock(ms: number): Date {
    return new Date(Date.parse(this.index.value.start) + ms);
  }

  dispose(): void {
    this.stop();
    this.player.dispose();
  }
}
