import type { RecordingQuery } from "../api/routes";
import { type Range, type TimeRange, anyTime, boundsOf, ranges } from "../controls/timeRange";

export interface Filter extends TimeRange {
  search: string;
  state: string;
  user: string;
}

export const emptyFilter: Filter = { search: "", state: "", user: "", ...anyTime };

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
  return { search: filter.search.trim(), state: filter.state, user: filter.user.trim(), ...boundsOf(filter, now) };
}
