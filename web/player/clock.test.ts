import { expect, it } from "vitest";
import { formatSessionTime, formatWallClock } from "./clock";

it.each([
  [0, "0:00"],
  [-5, "0:00"],
  [59_999, "0:59"],
  [61_000, "1:01"],
  [3_600_000, "1:00:00"],
  [90_061_000, "25:01:01"],
])("%d ms of a session are %s", (ms, text) => expect(formatSessionTime(ms)).toBe(text));

it("shows tenths where they matter", () => {
  expect(formatSessionTime(61_987, true)).toBe("1:01.9");
});

it("tells the wall clock with its zone", () => {
  expect(formatWallClock("2026-09-27T22:59:00Z", 61_000, "Europe/Berlin")).toBe("2026-09-28 01:00:01 GMT+2");
});
