import { describe, expect, test } from "vitest";
import { clock, lengthInWords, listTime, localTime, utcTime, waitInWords, zoneName } from "./time";

describe("clock", () => {
  test.each([
    [0, "0:00"],
    [999, "0:00"],
    [61_000, "1:01"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [90_061_000, "25:01:01"],
    [-5, "0:00"],
  ])("shows %i ms as %s", (ms, text) => expect(clock(ms)).toBe(text));
});

describe("lengths and waits", () => {
  test.each([
    [250, "250 ms"],
    [5_000, "5 s"],
    [65_000, "1 min 5 s"],
    [3_725_000, "1 h 2 min 5 s"],
  ])("says %i ms as %s", (ms, text) => expect(lengthInWords(ms)).toBe(text));

  test.each([
    [0.2, "1 second"],
    [40, "40 seconds"],
    [120, "2 minutes"],
    [121, "3 minutes"],
  ])("says a wait of %d s as %s", (seconds, text) => expect(waitInWords(seconds)).toBe(text));
});

describe("moments", () => {
  const moment = "2026-03-14T13:05:09Z";

  test("are shown in the reader's zone", () => {
    expect(localTime(moment, "en-GB", "Europe/Berlin")).toBe("14 Mar 2026, 14:05:09");
    expect(zoneName(new Date(moment), "en-GB", "Europe/Berlin")).toBe("CET");
  });

  test("have a tooltip in UTC", () => expect(utcTime(moment)).toBe("2026-03-14 13:05:09 UTC"));

  test("leave the year out of lists only while it is this year", () => {
    expect(listTime(moment, new Date("2026-11-01"), "en-GB", "UTC")).toBe("14 Mar, 13:05:09");
    expect(listTime(moment, new Date("2027-11-01"), "en-GB", "UTC")).toBe("14 Mar 2026, 13:05:09");
  });

  test("that are no dates are unknown", () => {
    expect(localTime("nonsense")).toBe("unknown");
    expect(utcTime("")).toBe("unknown");
  });
});
