const units = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in decimal units with at most three digits: `0 B`, `412 kB`, `1.4 MB`. */
export function size(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return "unknown";
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** A count with its noun: `1 session`, `3 sessions`. */
export const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** A hex fingerprint in groups of four that eyes can compare, in upper case. */
export function fingerprintGroups(hex: string): string[] {
  return (
    hex
      .replace(/[^0-9a-fA-F]/g, "")
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  );
}
