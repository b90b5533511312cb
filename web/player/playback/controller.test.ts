// @vitest-environment node
import { beforeEach, describe, expect, it } from "vitest";
import { FakeScheduler, settle } from "../testing/fake-scheduler";
import { gate, MemorySource } from "../testing/memory-source";
import { RecordingBuilder } from "../testing/recording-builder";
import { fill, keyframe, pointerMove } from "../testing/records";
import { Controller } from "./controller";
import type { IndexDocument } from "./index-document";
import { Recording } from "./recording";

const [red, green, blue, white] = [0xff0000ff, 0xff00ff00, 0xffff0000, 0xffffffff].map((colour) => colour | 0);
const names = new Map([red, green, blue, white].map((colour, i) => [colour >>> 0, ["red", "green", "blue", "white"][i]]));

let scheduler: FakeScheduler;
let source: MemorySource;
let seen: string[];

beforeEach(() => {
  scheduler = new FakeScheduler();
  seen = [];
});

/** Red from 0, green from 1 s, blue from 1.5 s; a new segment, white, from 4 s; nothing from 4.2 s to 10 s. */
function builder(): RecordingBuilder {
  return new RecordingBuilder()
    .segment(0, 4, 2, keyframe(4, 2, red))
    .chunk(1000, 1500, fill(0, 0, 4, 2, green), fill(0, 0, 4, 2, blue, 500))
    .segment(4000, 4, 2, keyframe(4, 2, white))
    .chunk(4200, 4200, pointerMove(3, 1))
    .until(10_000);
}

function open(index: IndexDocument, reload: () => Promise<IndexDocument> = () => Promise.resolve(index)): Controller {
  const recording = new Recording(index, source, reload);
  return new Controller(recording, scheduler, (from, to) => seen.push(`${from}-${to}`));
}

async function opened(index = builder().index()): Promise<Controller> {
  source = new MemorySource(builder().bytes);
  const controller = open(index);
  await controller.seek(0);
  return controller;
}

function colour(controller: Controller): string | undefined {
  const { screen } = controller;
  return screen && names.get(screen.copyPicture(0).pixels[0]);
}

describe("opening", () => {
  it("shows the first picture and waits", async () => {
    source = new MemorySource(builder().bytes);
    const controller = open(builder().index());
    expect(controller.state).toMatchObject({ phase: "loading", playing: false, timeMs: 0, durationMs: 10_000 });
    await controller.seek(0);
    expect(controller.state).toMatchObject({ phase: "paused", playing: false, width: 4, height: 2 });
    expect(colour(controller)).toBe("red");
  });

  it("fetches the segment it shows and the next one", async () => {
    await opened();
    const [first, second] = builder().index().segments;
    expect(source.reads).toEqual([`${first.offset}-${first.end}`, `${second.offset}-${second.end}`]);
  });

  it("plays at once when play was called before", async () => {
    source = new MemorySource(builder().bytes);
    const controller = open(builder().index());
    const ready = controller.seek(0);
    controller.play();
    expect(controller.state).toMatchObject({ phase: "loading", playing: true });
    await ready;
    expect(controller.state.phase).toBe("playing");
  });

  it("has nothing to show before the first segment", async () => {
    const late = new RecordingBuilder().segment(2000, 4, 2, keyframe(4, 2, red)).until(3000);
    source = new MemorySource(late.bytes);
    const controller = open(late.index());
    await controller.seek(1000);
    expect(controller.state).toMatchObject({ phase: "paused", width: 0 });
    expect(controller.screen).toBeUndefined();
    controller.play();
    await scheduler.run(1000);
    expect(colour(controller)).toBe("red");
  });

  it("fails with a sentence, and tries again", async () => {
    source = new MemorySource(builder().bytes);
    source.failure = new Error("The server can't be reached.");
    const controller = open(builder().index());
    await controller.seek(0);
    expect(controller.state).toMatchObject({ phase: "failed", playing: false, error: "The server can't be reached." });
    source.failure = undefined;
    controller.play();
    await settle();
    expect(controller.state).toMatchObject({ phase: "playing", error: undefined });
  });
});

describe("playing", () => {
  it("shows each picture at its time", async () => {
    const controller = await opened();
    controller.play();
    await scheduler.run(950);
    expect(colour(controller)).toBe("red");
    await scheduler.run(100);
    expect(colour(controller)).toBe("green");
    await scheduler.run(500);
    expect(colour(controller)).toBe("blue");
    await scheduler.run(2500);
    expect(colour(controller)).toBe("white");
    expect(controller.state.timeMs).toBeCloseTo(4050);
  });

  it.each([0.5, 2, 32])("goes at speed %d", async (speed) => {
    const controller = await opened();
    controller.setSpeed(speed);
    controller.play();
    await scheduler.run(300);
    expect(controller.state.timeMs).toBeCloseTo(300 * speed);
  });

  it("keeps speeds within bounds", async () => {
    const controller = await opened();
    for (const [asked, given] of [
      [0, 0.5],
      [1000, 32],
      [Number.NaN, 1],
    ]) {
      controller.setSpeed(asked);
      expect(controller.state.speed).toBe(given);
    }
  });

  it("stops for a pause and goes on from there", async () => {
    const controller = await opened();
    controller.play();
    await scheduler.run(1200);
    controller.pause();
    expect(controller.state).toMatchObject({ phase: "paused", playing: false });
    expect(scheduler.hasFrames).toBe(false);
    await scheduler.run(5000);
    expect(controller.state.timeMs).toBeCloseTo(1200);
    controller.play();
    await scheduler.run(300);
    expect(controller.state.timeMs).toBeCloseTo(1500);
    expect(colour(controller)).toBe("blue");
  });

  it("ends, and begins anew", async () => {
    const controller = await opened();
    await controller.seek(9900);
    controller.play();
    await scheduler.run(200);
    expect(controller.state).toMatchObject({ phase: "ended", playing: false, timeMs: 10_000 });
    expect(scheduler.hasFrames).toBe(false);
    controller.play();
    await settle();
    expect(controller.state).toMatchObject({ phase: "playing", timeMs: 0 });
    expect(colour(controller)).toBe("red");
  });

  it("waits for bytes and does not run on meanwhile", async () => {
    const controller = await opened();
    controller.dispose();
    const { closed, open: openGate } = gate();
    source = new MemorySource(builder().bytes);
    const slow = open(builder().index());
    await slow.seek(3900);
    source.gate = closed;
    // The next segment was asked for in advance, and is on its way.
    slow.play();
    await scheduler.run(50);
    openGate();
    await scheduler.run(300);
    expect(slow.state.phase).toBe("playing");
    expect(colour(slow)).toBe("white");
  });

  it("slows down when decoding does, and shows whole pictures only", async () => {
    const many = new RecordingBuilder().segment(0, 64, 64, keyframe(64, 64, red));
    const parts = Array.from({ length: 40 }, (_, i) => {
      const colour = i % 2 === 0 ? green : blue;
      return [fill(0, 0, 64, 1, colour, i === 0 ? 0 : 10), fill(0, 1, 64, 1, colour)];
    });
    many.chunk(100, 490, ...parts.flat()).until(1000);
    source = new MemorySource(many.bytes);
    const controller = open(many.index());
    await controller.seek(0);
    scheduler.cost = 5;
    controller.setSpeed(32);
    controller.play();
    let pictures = 0;
    controller.subscribe(() => {
      const { pixels } = controller.screen?.copyPicture(0) ?? { pixels: [] };
      expect(pixels[0]).toBe(pixels[64]);
      pictures++;
    });
    await scheduler.run(3000);
    expect(pictures).toBeGreaterThan(10);
    expect(controller.state.phase).toBe("ended");
  });

  it("does not jump after a break, as in a hidden tab", async () => {
    const controller = await opened();
    controller.play();
    await scheduler.run(100);
    const frames = scheduler;
    Object.assign(frames, { time: frames.now() + 60_000 });
    await scheduler.run(50);
    expect(controller.state.timeMs).toBeCloseTo(350);
  });
});

describe("seeking", () => {
  it.each([
    [999, "red"],
    [1000, "green"],
    [1499, "green"],
    [3999, "blue"],
    [4000, "white"],
    [9999, "white"],
    [500, "red"],
  ])("to %d ms shows %s, wherever it was", async (ms, expected) => {
    for (const before of [0, 1200, 6000]) {
      const controller = await opened();
      await controller.seek(before);
      await controller.seek(ms);
      expect(controller.state).toMatchObject({ phase: "paused", timeMs: ms });
      expect(colour(controller)).toBe(expected);
    }
  });

  it("goes on playing afterwards", async () => {
    const controller = await opened();
    controller.play();
    await controller.seek(3950);
    expect(controller.state.phase).toBe("playing");
    await scheduler.run(100);
    expect(colour(controller)).toBe("white");
  });

  it("stays inside the recording", async () => {
    const controller = await opened();
    await controller.seek(-5);
    expect(controller.state.timeMs).toBe(0);
    await controller.seek(1e12);
    expect(controller.state).toMatchObject({ timeMs: 10_000, phase: "ended" });
  });

  it("is won by the latest", async () => {
    source = new MemorySource(builder().bytes);
    const controller = open(builder().index());
    const { closed, open: openGate } = gate();
    source.gate = closed;
    const seeks = [controller.seek(500), controller.seek(4500), controller.seek(1200)];
    expect(controller.state.timeMs).toBe(1200);
    openGate();
    await Promise.all(seeks);
    expect(controller.state).toMatchObject({ phase: "paused", timeMs: 1200 });
    expect(colour(controller)).toBe("green");
  });

  it("can be given up while decoding", async () => {
    const controller = await opened();
    // Every look at the clock uses up a slice.
    scheduler.cost = 20;
    const first = controller.seek(3000);
    await Promise.resolve();
    const second = controller.seek(4500);
    await Promise.all([first, second]);
    expect(controller.state).toMatchObject({ phase: "paused", timeMs: 4500 });
    expect(colour(controller)).toBe("white");
  });
});

describe("idle stretches", () => {
  it("are skipped if that is asked for", async () => {
    const controller = await opened();
    await controller.seek(4900);
    controller.setSkipIdle(true);
    controller.play();
    await scheduler.run(150);
    expect(controller.state.timeMs).toBeGreaterThan(9600);
    await scheduler.run(400);
    expect(controller.state.phase).toBe("ended");
  });

  it("are waited out else", async () => {
    const controller = await opened();
    await controller.seek(4900);
    controller.play();
    await scheduler.run(500);
    expect(controller.state.timeMs).toBeCloseTo(5400);
  });

  it("go faster while only a caret blinks", async () => {
    const activity = [5000, ...Array.from({ length: 9 }, () => 100)];
    const controller = await opened(builder().index({ activity }));
    await controller.seek(2000);
    controller.setSkipIdle(true);
    controller.play();
    await scheduler.run(100);
    expect(controller.state.timeMs).toBeCloseTo(2800);
  });
});

describe("a running session", () => {
  function live() {
    const growing = builder();
    let index = growing.index({ live: true, state: "recording", durationMs: 4200 });
    source = new MemorySource(growing.bytes);
    const controller = open(index, () => Promise.resolve(index));
    return {
      controller,
      record(time: number, colour: number) {
        growing.chunk(time, time, fill(0, 0, 4, 2, colour)).until(time);
        source.bytes = growing.bytes;
        index = growing.index({ live: true, state: "recording" });
      },
      end() {
        index = growing.index({ durationMs: index.durationMs });
      },
    };
  }

  it("waits at its end until more was recorded, then goes on", async () => {
    const { controller, record } = live();
    await controller.seek(4200);
    controller.play();
    await scheduler.run(1500);
    expect(controller.state).toMatchObject({ phase: "waiting", playing: true, live: true, timeMs: 4200 });
    record(6000, green);
    await scheduler.run(1100);
    expect(controller.state).toMatchObject({ phase: "playing", durationMs: 6000 });
    await scheduler.run(2000);
    expect(colour(controller)).toBe("green");
    expect(controller.state).toMatchObject({ phase: "waiting", timeMs: 6000 });
  });

  it("shows a change that nothing follows", async () => {
    const { controller, record } = live();
    await controller.seek(4200);
    controller.play();
    record(4500, green);
    await scheduler.run(2500);
    expect(colour(controller)).toBe("green");
    expect(controller.state).toMatchObject({ phase: "waiting", timeMs: 4500 });
  });

  it("is followed after a long time in which nothing was recorded", async () => {
    const { controller, record } = live();
    await controller.seek(4200);
    controller.play();
    await scheduler.run(600_000);
    record(604_200, green);
    await scheduler.run(1100 + 3000);
    expect(colour(controller)).toBe("green");
    controller.dispose();
    expect(seen.at(-1)).toBe("601200-604200");
  });

  it("ends when the session does", async () => {
    const { controller, end } = live();
    await controller.seek(4200);
    controller.play();
    await scheduler.run(1000);
    end();
    await scheduler.run(1100);
    expect(controller.state).toMatchObject({ phase: "ended", live: false, playing: false });
  });

  it("can be paused and left while it waits", async () => {
    const { controller, record } = live();
    await controller.seek(4200);
    controller.play();
    await scheduler.run(500);
    controller.pause();
    record(6000, green);
    await scheduler.run(6000);
    expect(controller.state).toMatchObject({ phase: "paused", timeMs: 4200, durationMs: 6000 });
    await controller.seek(100);
    expect(colour(controller)).toBe("red");
  });

  it("is looked at again only until its state is final", async () => {
    const { controller, end } = live();
    await controller.seek(0);
    end();
    await scheduler.run(6000);
    expect(controller.state.live).toBe(false);
    let changes = 0;
    controller.subscribe(() => changes++);
    await scheduler.run(60_000);
    expect(changes).toBe(1);
  });
});

describe("damage", () => {
  const reason = "This part of the recording is damaged: the checksum of a chunk is wrong.";

  async function damagedAt(offsetInFile: (index: IndexDocument) => number): Promise<Controller> {
    const { bytes } = builder();
    const index = builder().index();
    bytes[offsetInFile(index)] ^= 1;
    source = new MemorySource(bytes);
    const controller = open(index);
    await controller.seek(0);
    return controller;
  }

  it("costs what follows it in its segment, and says so", async () => {
    const controller = await damagedAt((index) => index.segments[1].offset - 40);
    expect(controller.state.trouble).toBeUndefined();
    await controller.seek(1);
    expect(controller.state.trouble).toBe(reason);
    expect(colour(controller)).toBe("red");
    await controller.seek(4000);
    expect(controller.state.trouble).toBeUndefined();
    expect(colour(controller)).toBe("white");
  });

  it("of a keyframe costs its segment", async () => {
    const controller = await damagedAt((index) => index.segments[1].offset + 50);
    expect(controller.state.trouble).toBeUndefined();
    await controller.seek(5000);
    expect(controller.state).toMatchObject({ phase: "paused", trouble: reason });
    controller.play();
    await scheduler.run(5200);
    expect(controller.state.phase).toBe("ended");
  });

  it("that the index knows of is told in its words", async () => {
    const damaged = [{ from: 2000, to: 3000, reason: "the store could not be reached" }];
    const controller = await opened(builder().index({ damaged }));
    await controller.seek(2500);
    expect(controller.state.trouble).toBe("the store could not be reached");
    await controller.seek(3000);
    expect(controller.state.trouble).toBeUndefined();
  });
});

describe("what was watched", () => {
  it("is told at a pause, at a seek and at the end", async () => {
    const controller = await opened();
    controller.play();
    await scheduler.run(1000);
    controller.pause();
    expect(seen.splice(0)).toEqual(["0-1000"]);
    controller.play();
    await scheduler.run(500);
    await controller.seek(9000);
    expect(seen.splice(0)).toEqual(["1000-1500"]);
    await scheduler.run(2000);
    expect(seen).toEqual(["9000-10000"]);
  });

  it("is told every ten seconds", async () => {
    const controller = await opened(builder().index({ durationMs: 60_000 }));
    controller.play();
    await scheduler.run(25_000);
    expect(seen).toHaveLength(2);
    controller.dispose();
    expect(seen).toHaveLength(3);
    expect(seen[0].startsWith("0-100")).toBe(true);
    expect(seen[2].endsWith("-25000")).toBe(true);
  });

  it("is nothing while paused or seeking", async () => {
    const controller = await opened();
    await controller.seek(500);
    await controller.seek(3000);
    controller.dispose();
    expect(seen).toEqual([]);
  });
});

it("tells listeners, the first time at once", async () => {
  const controller = await opened();
  const phases: string[] = [];
  const stop = controller.subscribe((state) => phases.push(state.phase));
  controller.play();
  await scheduler.run(50);
  stop();
  controller.pause();
  expect(phases).toEqual(["paused", "playing", "playing"]);
});
