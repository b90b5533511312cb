import type { Picture } from "../screen/picture";
import { Controller } from "./controller";
import type { IndexDocument } from "./index-document";
import { openFile } from "./recording-file";
import { PlayerView } from "./player-view";
import { Recording } from "./recording";
import { browserScheduler } from "./scheduler";

/**
 * - `loading`: nothing was shown yet
 * - `seeking`: the picture of another moment is being made
 * - `waiting`: plays, but the next bytes are on their way or not yet recorded
 * - `ended`: stands at the end of a session that is over
 * - `failed`: can't go on; `error` says why. Seeking tries again
 */
export type PlayerPhase = "loading" | "paused" | "playing" | "seeking" | "waiting" | "ended" | "failed";

/** A snapshot; every change makes a new one. */
export interface PlayerState {
  readonly phase: PlayerPhase;
  /** Whether time is meant to run: what a play/pause button shows, also during `seeking` and `waiting`. */
  readonly playing: boolean;
  readonly timeMs: number;
  readonly durationMs: number;
  readonly speed: number;
  /** Skip stretches in which nothing changes. */
  readonly skipIdle: boolean;
  /** The session still runs: the duration grows. */
  readonly live: boolean;
  /** Size of the recorded screen now, in pixels or in a terminal's cells; 0 before the first picture. */
  readonly width: number;
  readonly height: number;
  /** Whether a terminal is shown. */
  readonly terminal?: boolean;
  /** The index this state is based on: segments, activity, marks, damaged ranges, ledger state, start. */
  readonly index: IndexDocument;
  /** Why the picture is not what was on the screen at this moment (a gap, damage); absent when it is. */
  readonly trouble?: string;
  /** Why the player failed. */
  readonly error?: string;
}

export interface OpenOptions {
  /** For tests; the browser's own otherwise. */
  readonly fetch?: typeof fetch;
  /** Told which stretch was really seen, about every ten seconds and at each pause or seek; for the audit log. */
  readonly watched?: (fromMs: number, toMs: number) => void;
  readonly signal?: AbortSignal;
}

/** Plays one recording. Starts paused at 0. */
export interface Player {
  readonly state: PlayerState;
  /** Calls the listener now and on every change; returns how to stop that. */
  subscribe(listener: (state: PlayerState) => void): () => void;
  /** Shows the screen in a container, scaled to fit and centred; returns how to remove it. The container needs a size of its own. */
  mount(container: HTMLElement): () => void;
  play(): void;
  pause(): void;
  toggle(): void;
  /** Goes to a moment; the latest call wins. Resolves when its picture is shown or another seek took over. */
  seek(ms: number): Promise<void>;
  /** 0.5 to 32. */
  setSpeed(speed: number): void;
  setSkipIdle(skip: boolean): void;
  /** The picture of the present moment, without the pointer; undefined while it is being made, or if there is none. */
  picture(): Picture | undefined;
  dispose(): void;
}

/** Opens a recording; rejects with an error whose message can be shown. */
export async function openRecording(site: string, sid: string, options: OpenOptions = {}): Promise<Player> {
  const fetcher = options.fetch ?? globalThis.fetch.bind(globalThis);
  const signal = options.signal ?? new AbortController().signal;
  return playRecording(await Recording.open(site, sid, fetcher, signal), options.watched);
}

/** Plays a recording file of the viewer's own computer. */
export async function openRecordingFile(file: Blob): Promise<Player> {
  return playRecording(await openFile(file, new AbortController().signal));
}

function playRecording(recording: Recording, watched: OpenOptions["watched"] = () => {}): Player {
  const controller = new Controller(recording, browserScheduler, watched);
  let view: PlayerView | undefined;
  const picture = () => controller.picture();
  void controller.seek(0);

  return {
    get state() {
      return controller.state;
    },
    subscribe: (listener) => controller.subscribe(listener),
    mount(container) {
      view?.remove();
      const mounted = new PlayerView(container, controller, picture);
      view = mounted;
      return () => mounted.remove();
    },
    play: () => controller.play(),
    pause: () => controller.pause(),
    toggle: () => (controller.state.playing ? controller.pause() : controller.play()),
    seek: (ms) => controller.seek(ms),
    setSpeed: (speed) => controller.setSpeed(speed),
    setSkipIdle: (skip) => controller.setSkipIdle(skip),
    picture,
    dispose() {
      view?.remove();
      controller.dispose();
    },
  };
}
