const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** `m:ss` or `h:mm:ss`, for clocks and lengths. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / second));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = pad(total % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/** A length in words for screen readers and details: `1 h 4 min 5 s`. */
export function lengthInWords(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < second) return `${Math.round(ms)} ms`;
  const parts: string[] = [];
  if (ms >= hour) parts.push(`${Math.floor(ms / hour)} h`);
  if (ms >= minute) parts.push(`${Math.floor((ms % hour) / minute)} min`);
  parts.push(`${Math.floor((ms % minute) / second)} s`);
  return parts.join(" ");
}

/** A wait in words: `40 seconds`, `3 minutes`. */
export function waitInWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 90) return whole === 1 ? "1 second" : `${whole} seconds`;
  return `${Math.ceil(whole / 60)} minutes`;
}

/** Date and time in the reader's own zone and habit. */
export function localTime(time: string | number | Date, locale?: string, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };
  if (timeZone) options.timeZone = timeZone;
  return dated(time, (date) => new Intl.DateTimeFormat(locale, options).format(date));
}

/** For lists: as short as it can be without doubt; the year only when it is another one than `now`'s. */
export function listTime(time: string, now: Date = new Date(), locale?: string, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  };
  if (new Date(time).getFullYear() !== now.getFullYear()) options.year = "numeric";
  if (timeZone) options.timeZone = timeZone;
  return dated(time, (date) => new Intl.DateTimeFormat(locale, options).format(date));
}

/** The same moment in UTC, for tooltips: `2026-03-14 13:05:09 UTC`. */
export function utcTime(time: string | number | Date): string {
  return dated(time, (date) => `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`);
}

/** The short name of the reader's zone at a moment, such as `CET` or `GMT+1`. */
export function zoneName(at: Date = new Date(), locale?: string, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZoneName: "short" };
  if (timeZone) options.timeZone = timeZone;
  const part = new Intl.DateTimeFormat(locale, options).formatToParts(at).find((p) => p.type === "timeZoneName");
  return part?.value ?? "local";
}

function dated(time: string | number | Date, format: (date: Date) => string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "unknown" : format(date);
}

const pad = (n: number) => String(n).padStart(2, "0");
