import type { RecordingQuery } from "../api/routes";

/** The ranges of time that the list offers; `custom` uses the two dates. */
export const ranges = {
  any: 0,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
  custom: 0,
} as const;
export type Range = keyof typeof ranges;

export interface Filter {
  search: string;
  state: string;
  user: string;
  range: Range;
  /** Local `YYYY-MM-DDTHH:MM`, as a date field holds it; only for `custom`. */
  from: string;
  to: string;
}

export const emptyFilter: Filter = { search: "", state: "", user: "", range: "any", from: "", to: "" };

export function isEmpty(filter: Filter): boolean {
  return filter.search === "" && filter.state === "" && filter.user === "" && filter.range === "any";
}

/** Reads the filter from a page's address, so that a filtered list can be sent as a link. */
export function filterOf(query: URLSearchParams): Filter {
  const range = query.get("range") ?? "any";
  return {
    search: query.get("search") ?? "",
    state: query.get("state") ?? "",
    user: query.get("user") ?? "",
    range: Object.hasOwn(ranges, range) ? (range as Range) : "any",
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
  };
}

/** The page's query string for a filter; empty parts are left out. */
export function addressOf(filter: Filter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    const needed = name === "range" ? value !== "any" : (name !== "from" && name !== "to") || filter.range === "custom";
    if (needed && value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** What to ask the server for. */
export function queryOf(filter: Filter, now: number): RecordingQuery {
  const query: RecordingQuery = { search: filter.search.trim(), state: filter.state, user: filter.user.trim() };
  if (filter.range === "custom") {
    query.from = utc(filter.from);
    query.to = utc(filter.to);
  } else if (filter.range !== "any") {
    query.from = new Date(now - ranges[filter.range]).toISOString();
  }
  return query;
}

function utc(local: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local)) return undefined;
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
