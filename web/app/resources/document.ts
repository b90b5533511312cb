/** A resource as it is written, faults and all. Values are never changed in place. */
export type Document = Record<string, unknown>;

/** The value at a path; undefined when there is none. */
export function valueAt(document: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), document);
}

/** The document with another value at a path; undefined takes it away, and what is empty after that too. */
export function withValue(document: Document, path: string[], value: unknown): Document {
  const [key, ...rest] = path;
  if (key === undefined) return document;
  const before = document[key];
  const after = rest.length > 0 ? withValue(isMap(before) ? before : {}, rest, value) : value;
  const result = { ...document };
  if (after === undefined || (rest.length > 0 && isMap(after) && Object.keys(after).length === 0)) delete result[key];
  else result[key] = after;
  return result;
}

/** A list of texts as one line. */
export const listText = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(", ") : (value ?? "").toString());

/** A line as a list of texts; undefined when nothing is in it. */
export function textList(line: string): string[] | undefined {
  const items = split(line);
  return items.length > 0 ? items : undefined;
}

/** Labels as lines of `name: value, value`. */
export function labelLines(value: unknown): string {
  if (!isMap(value)) return "";
  return Object.entries(value)
    .map(([name, wanted]) => `${name}: ${listText(wanted)}`)
    .join("\n");
}

/** Lines of `name: value, value` as labels; undefined when nothing is in them. */
export function linesLabels(lines: string): Record<string, string | string[]> | undefined {
  const entries = lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line): [string, string | string[]] => {
      const at = line.indexOf(":");
      const values = at < 0 ? [] : split(line.slice(at + 1));
      return [at < 0 ? line : line.slice(0, at).trim(), values.length === 1 ? values[0]! : values.length === 0 ? "*" : values];
    });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function split(line: string): string[] {
  return line
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function isMap(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
