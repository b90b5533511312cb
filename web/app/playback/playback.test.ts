import { beforeEach, describe, expect, test, vi } from "vitest";
import type { PlayerState } from "../../player";
import { startMoment } from "./opening";
import { Playback } from "./playback";
import { onShortcut } from "./shortcuts";

const still: PlayerState = {
  phase: "paused",
  playing: false,
  timeMs: 50_000,
  durationMs: 100_000,
  speed: 1,
  skipIdle: false,
  live: false,
  width: 1280,
  height: 800,
  index: {
    durationMs: 100_000,
    bytes: 1,
    live: false,
    state: "complete",
    start: "2026-03-14T13:05:09Z",
    segments: [],
    activity: [],
    marks: [],
    damaged: [],
  },
};

class FakePlayer {
  state = still;
  listener: (state: PlayerState) => void = () => {};
  seek = vi.fn(async (_ms: number) => {});
  play = vi.fn();
  pause = vi.fn();
  toggle = vi.fn();
  setSpeed = vi.fn((speed: number) => this.change({ speed }));
  setSkipIdle = vi.fn();
  dispose = vi.fn();
  mount = () => () => {};
  picture = () => undefined;

  subscribe(listener: (state: PlayerState) => void) {
    this.listener = listener;
    listener(this.state);
    return () => {};
  }

  change(part: Partial<PlayerState>): void {
    this.state = { ...this.state, ...part };
    this.listener(this.state);
  }
}

let player: FakePlayer;
let playback: Playback;

beforeEach(() => {
  player = new FakePlayer();
  playback = new Playback(player);
});

describe("beginning", () => {
  test("plays from the start", () => {
    playback.begin(undefined);
    expect(player.seek).not.toHaveBeenCalled();
    expect(player.play).toHaveBeenCalled();
  });

  test("waits at the moment of a link, at most at the end", () => {
    playback.begin(1_500);
    expect(player.seek).toHaveBeenLastCalledWith(1_500);
    playback.begin(999_999);
    expect(player.seek).toHaveBeenLastCalledWith(100_000);
    expect(player.play).not.toHaveBeenCalled();
  });

  test("joins a running session live", () => {
    player.change({ live: true });
    playback.begin(undefined);
    expect(player.seek).toHaveBeenCalledWith(100_000);
    expect(player.play).toHaveBeenCalled();
  });

  test.each([
    ["t=1500", 1500],
    ["t=0", 0],
    ["", undefined],
    ["t=-5", undefined],
    ["t=1e9", undefined],
    ["t=99999999999999", undefined],
  ])("reads the moment from %j as %s", (query, moment) => {
    expect(startMoment(new URLSearchParams(query))).toBe(moment);
  });
});

test("the page's time changes only in tenths of a second", () => {
  const seen: number[] = [];
  playback.time.subscribe((time) => void seen.push(time));
  for (const timeMs of [50_010, 50_020, 50_080, 50_120]) player.change({ timeMs });
  expect(seen).toEqual([50_000, 50_100]);
});

test("live means near the end of a session that still runs", () => {
  player.change({ timeMs: 99_000 });
  expect(playback.atLiveEdge.value).toBe(false);
  player.change({ live: true });
  expect(playback.atLiveEdge.value).toBe(true);
  player.change({ timeMs: 90_000 });
  expect(playback.atLiveEdge.value).toBe(false);
});

test("speeds step through the list and stop at its ends", () => {
  for (let step = 0; step < 9; step++) playback.stepSpeed(1);
  expect(playback.speed.value).toBe(32);
  for (let step = 0; step < 9; step++) playback.stepSpeed(-1);
  expect(playback.speed.value).toBe(0.5);
});

describe("keys", () => {
  const actions = { toggleFullScreen: vi.fn(), toggleDetails: vi.fn() };
  const press = (key: string, init: KeyboardEventInit = {}, target: HTMLElement = document.body) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, ...init });
    Object.defineProperty(event, "target", { value: target });
    return onShortcut(event, playback, actions);
  };

  test.each([
    ["ArrowLeft", {}, 45_000],
    ["ArrowRight", {}, 55_000],
    ["ArrowLeft", { shiftKey: true }, 20_000],
    ["ArrowRight", { shiftKey: true }, 80_000],
    ["Home", {}, 0],
    ["End", {}, 100_000],
    ["3", {}, 30_000],
  ])("%s %j seeks to %d ms", (key, init, ms) => {
    expect(press(key, init)).toBe(true);
    expect(player.seek).toHaveBeenCalledWith(ms);
  });

  test("space plays and pauses, but presses the button that has the focus", () => {
    expect(press(" ", {}, document.createElement("button"))).toBe(false);
    expect(player.toggle).not.toHaveBeenCalled();
    expect(press(" ")).toBe(true);
    expect(player.toggle).toHaveBeenCalled();
  });

  test("the browser keeps its own combinations and what is typed into fields", () => {
    expect(press("f", { ctrlKey: true })).toBe(false);
    expect(press("f", {}, document.createElement("input"))).toBe(false);
    expect(press("q")).toBe(false);
    expect(actions.toggleFullScreen).not.toHaveBeenCalled();
    expect(press("F")).toBe(true);
    expect(actions.toggleFullScreen).toHaveBeenCalledOnce();
  });
});
