import { beforeEach, describe, expect, it } from "vitest";
import { Mouse } from "./mouse";
import { SinkRecorder } from "../testing/sink-recorder";

const left = 1;
const right = 2;
const middle = 4;
const back = 8;
const forward = 16;

let sink: SinkRecorder;
let mouse: Mouse;

beforeEach(() => {
  sink = new SinkRecorder();
  mouse = new Mouse(sink, () => ({ left: 100, top: 50, scale: 0.5, width: 1920, height: 1080 }));
});

describe("the mouse", () => {
  it("counts in pixels of the picture", () => {
    mouse.update({ clientX: 110, clientY: 70, buttons: 0 });
    expect(sink.take()).toBe("move 20,40");
  });

  it("stays inside the picture, also when a drag leaves it", () => {
    mouse.update({ clientX: 0, clientY: 5000, buttons: left });
    expect(sink.take()).toBe("move 0,1079 press 0 at 0,1079");
  });

  it("is silent while it does not move", () => {
    mouse.update({ clientX: 110, clientY: 70, buttons: 0 });
    sink.take();
    mouse.update({ clientX: 110.2, clientY: 70.2, buttons: 0 });
    expect(sink.take()).toBe("");
  });

  it("knows five buttons, also several at once", () => {
    mouse.update({ clientX: 100, clientY: 50, buttons: left | right | middle });
    mouse.update({ clientX: 100, clientY: 50, buttons: back | forward });
    expect(sink.take()).toBe(
      "move 0,0 press 0 at 0,0 press 1 at 0,0 press 2 at 0,0 " +
        "release 0 at 0,0 release 1 at 0,0 release 2 at 0,0 press 3 at 0,0 press 4 at 0,0",
    );
  });

  it("moves before it presses", () => {
    mouse.update({ clientX: 101, clientY: 51, buttons: left });
    expect(sink.take()).toBe("move 2,2 press 0 at 2,2");
  });

  it("notices a button that was let go outside the page", () => {
    mouse.update({ clientX: 100, clientY: 50, buttons: left });
    sink.take();
    mouse.update({ clientX: 102, clientY: 50, buttons: 0 });
    expect(sink.take()).toBe("move 4,0 release 0 at 4,0");
  });

  it("lets go of everything", () => {
    mouse.update({ clientX: 100, clientY: 50, buttons: right });
    sink.take();
    mouse.releaseAll();
    mouse.releaseAll();
    expect(sink.take()).toBe("release 2 at 0,0");
  });

  it("waits for a picture", () => {
    new Mouse(sink, () => undefined).update({ clientX: 1, clientY: 1, buttons: left });
    expect(sink.take()).toBe("");
  });
});
