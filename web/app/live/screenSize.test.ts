import { expect, test } from "vitest";
import { cssPixels, desktopSize } from "./screenSize";

test.each([
  [1280, 800, 1, false, 1280, 800],
  [1281, 801, 1, false, 1280, 801],
  [1280, 800, 1.25, false, 1600, 1000],
  [1280, 800, 2, false, 1280, 800],
  [1280, 800, 2, true, 2560, 1600],
  [1280, 800, 2.5, false, 1600, 1000],
  [1280, 800, 0.5, false, 640, 400],
  [10, 10, 1, false, 200, 200],
  [20_000, 20_000, 1, false, 8192, 8192],
])("a window of %d × %d at ratio %d (sharp: %s) asks for %d × %d", (width, height, ratio, sharp, wide, high) => {
  expect(desktopSize(width, height, ratio, sharp)).toEqual({ width: wide, height: high });
});

test("one pixel of the desktop takes whole device pixels", () => {
  for (const ratio of [1, 1.25, 1.5, 2, 2.5, 3]) {
    expect(Number.isInteger(Math.round(cssPixels(ratio, false) * ratio * 1e6) / 1e6)).toBe(true);
    expect(cssPixels(ratio, true) * ratio).toBeCloseTo(1);
  }
});
