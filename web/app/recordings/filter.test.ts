import { expect, test } from "vitest";
import { type Filter, addressOf, emptyFilter, filterOf, isEmpty, queryOf } from "./filter";

const now = Date.parse("2026-03-14T12:00:00Z");

test("an empty filter leaves no trace in the address and asks for everything", () => {
  expect(addressOf(emptyFilter)).toBe("");
  expect(isEmpty(filterOf(new URLSearchParams()))).toBe(true);
  expect(queryOf(emptyFilter, now)).toEqual({ search: "", state: "", user: "" });
});

test.each<Filter>([
  { ...emptyFilter, search: "a&b=c ü", state: "lost", user: "mara" },
  { ...emptyFilter, range: "week" },
  { ...emptyFilter, range: "custom", from: "2026-03-01T10:00", to: "" },
])("a filter survives the address: %j", (filter) => {
  expect(filterOf(new URLSearchParams(addressOf(filter)))).toEqual(filter);
});

test("dates of a range that is not chosen are dropped", () => {
  expect(addressOf({ ...emptyFilter, range: "day", from: "2026-03-01T10:00" })).toBe("?range=day");
});

test("a range counts back from now, in UTC", () => {
  expect(queryOf({ ...emptyFilter, range: "hour" }, now).from).toBe("2026-03-14T11:00:00.000Z");
});

test("chosen dates are local, and a half-typed one is no bound", () => {
  const query = queryOf({ ...emptyFilter, range: "custom", from: "2026-03-01T10:00", to: "2026-" }, now);
  expect(query.from).toBe(new Date(2026, 2, 1, 10).toISOString());
  expect(query.to).toBeUndefined();
});

test.each(["nonsense", "toString", "__proto__"])("an unknown range %s in a link means any time", (range) => {
  expect(filterOf(new URLSearchParams({ range })).range).toBe("any");
});
