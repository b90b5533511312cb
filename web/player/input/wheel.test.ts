import { beforeEach, describe, expect, it } from "vitest";
import { Wheel } from "./wheel";

let sent: string[];
let wheel: Wheel;

beforeEach(() => {
  sent = [];
  wheel = new Wheel((axis, delta) => sent.push(`${axis === 0 ? "vertical" : "horizontal"} ${delta}`));
});

function turn(deltaX: number, deltaY: number, deltaMode = 0, timeStamp = 0): void {
  wheel.update({ deltaX, deltaY, deltaMode, timeStamp });
}

describe("the wheel", () => {
  it("counts up and right as positive", () => {
    turn(0, -100);
    turn(0, 100);
    turn(100, 0);
    expect(sent).toEqual(["vertical 120", "vertical -120", "horizontal 120"]);
  });

  it.each([100, 114, 120, 133])("takes %d pixels for one notch, however often", (pixels) => {
    for (let i = 0; i < 5; i++) turn(0, pixels);
    expect(sent).toHaveLength(5);
  });

  it("adds up the small steps of a touch pad", () => {
    for (let i = 0; i < 10; i++) turn(0, 10);
    expect(sent).toEqual(["vertical -120"]);
  });

  it("forgets what was left after a pause and when the direction changes", () => {
    turn(0, 60, 0, 0);
    turn(0, 60, 0, 2000);
    turn(0, -60, 0, 2010);
    expect(sent).toEqual([]);
  });

  it("knows lines and pages", () => {
    turn(0, 3, 1);
    turn(0, -2, 2);
    expect(sent).toEqual(["vertical -120", "vertical 120", "vertical 120"]);
  });

  it("bounds a flick", () => {
    turn(0, 1e9);
    expect(sent).toHaveLength(10);
  });
});
