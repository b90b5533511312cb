import { expect, test } from "vitest";
import { count, fingerprintGroups, size } from "./size";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [99_499, "99.5 kB"],
  [412_300, "412 kB"],
  [999_700, "1.0 MB"],
  [1_430_000_000, "1.4 GB"],
  [-1, "unknown"],
  [Number.NaN, "unknown"],
])("%d bytes are %s", (bytes, text) => expect(size(bytes)).toBe(text));

test("a count agrees with its noun", () => {
  expect(count(0, "session")).toBe("0 sessions");
  expect(count(1, "session")).toBe("1 session");
});

test("a fingerprint is cut into groups of four whatever its notation", () => {
  expect(fingerprintGroups("ab:cd:ef:01:2")).toEqual(["ABCD", "EF01", "2"]);
  expect(fingerprintGroups("")).toEqual([]);
});
