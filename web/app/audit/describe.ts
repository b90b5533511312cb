import type { AuditEvent } from "../api/shapes";

const shownElsewhere = new Set(["event", "time", "code", "uid", "user", "ei", "cluster_name", "message"]);

/** What an event tells besides who and when: its own message, or its first few plain fields. */
export function describe(event: AuditEvent): { message?: string; facts: [name: string, value: string][] } {
  const message = event["message"];
  if (typeof message === "string" && message !== "") return { message, facts: [] };
  const facts = Object.entries(event)
    .filter(([name, value]) => !shownElsewhere.has(name) && isPlain(value))
    .slice(0, 4)
    .map(([name, value]): [string, string] => [name.replaceAll(/[_.]/g, " "), String(value)]);
  return { facts };
}

function isPlain(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";
}
