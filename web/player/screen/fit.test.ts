import { expect, it } from "vitest";
import { fitInto } from "./fit";

it.each([
  ["its own size, centred", [1000, 800, 800, 600, 1], { left: 100, top: 100, scale: 1 }],
  ["made smaller for the height", [1000, 300, 800, 600, 1], { left: 300, top: 0, scale: 0.5 }],
  ["made larger as far as allowed", [1000, 800, 100, 100, 2], { left: 400, top: 300, scale: 2 }],
  ["on whole pixels", [801, 601, 800, 600, 1], { left: 0, top: 0, scale: 1 }],
] as const)("a picture is shown at %s", (_, [boxWidth, boxHeight, width, height, maxScale], expected) => {
  expect(fitInto(boxWidth, boxHeight, width, height, maxScale)).toEqual(expected);
});
