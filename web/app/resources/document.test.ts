import { expect, test } from "vitest";
import { labelLines, linesLabels, textList, valueAt, withValue } from "./document";

test("a value is put in place and taken away with what it leaves empty", () => {
  const role = { kind: "role", spec: { options: { record_session: { desktop: true } } } };
  const off = withValue(role, ["spec", "options", "record_session", "desktop"], false);
  expect(off).toEqual({ kind: "role", spec: { options: { record_session: { desktop: false } } } });
  expect(valueAt(role, ["spec", "options", "record_session", "desktop"])).toBe(true);
  expect(withValue(off, ["spec", "options", "record_session", "desktop"], undefined)).toEqual({ kind: "role" });
  expect(withValue({}, ["spec", "allow", "logins"], ["a"])).toEqual({ spec: { allow: { logins: ["a"] } } });
  expect(valueAt({ spec: "text" }, ["spec", "allow"])).toBeUndefined();
});

test("labels are lines, and lines are labels", () => {
  const labels = { env: ["prod", "test"], team: "a", "*": "*" };
  expect(labelLines(labels)).toBe("env: prod, test\nteam: a\n*: *");
  expect(linesLabels(labelLines(labels))).toEqual(labels);
  expect(linesLabels("env\n\n")).toEqual({ env: "*" });
  expect(linesLabels("  \n")).toBeUndefined();
  expect(labelLines("broken")).toBe("");
});

test("logins are divided by commas", () => {
  expect(textList(" ops , {{internal.windows_logins}},")).toEqual(["ops", "{{internal.windows_logins}}"]);
  expect(textList(" ")).toBeUndefined();
});
