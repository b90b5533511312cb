/** The ranges of time that lists offer; `custom` uses the two dates. */
export const ranges = {
  any: 0,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
  custom: 0,
} as const;
export type Range = keyof typeof ranges;

export interface TimeRange {
  range: Range;
  /** Local `YYYY-MM-DDTHH:MM`, as a date field holds it; only for `custom`. */
  from: string;
  to: string;
}

export const anyTime: TimeRange = { range: "any", from: "", to: "" };

/** The bounds to ask the server for, in UTC; a bound that is open is left out. */
export function boundsOf(time: TimeRange, now: number): { from?: string; to?: string } {
  if (time.range === "any") return {};
  if (time.range !== "custom") return { from: new Date(now - ranges[time.range]).toISOString() };
  const [from, to] = [utc(time.from), utc(time.to)];
  return { ...(from && { from }), ...(to && { to }) };
}

function utc(local: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local)) return undefined;
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
