import type { AuditEvent } from "../api/shapes";
import { sentence } from "../format/sentence";
import { size } from "../format/size";
import { clock } from "../format/time";

/** A field of an event as text; hostile or missing ones are "unknown". */
type Read = (field: string) => string;

const from = (read: Read) => `from ${read("addr.remote")}`;
const desktop = (read: Read) => `${read("desktop_name")} as ${read("login")}`;
const recording = (read: Read) => `${read("session_user")}'s recording on ${read("desktop_name")}`;
const time = (read: Read, field: string) => clock(Number(read(field)) || 0);
const bytes = (read: Read, field: string) => size(Number(read(field)));

const looks: Record<string, (read: Read) => string> = {
  play: (read) => `Opened ${recording(read)}`,
  watch: (read) => `Watched ${time(read, "from_ms")} to ${time(read, "to_ms")} of ${recording(read)}`,
  download: (read) => `Downloaded ${recording(read)}`,
};

/** The factor of a sign-in, and whether it was enough. */
const withDevice = (read: Read) => {
  const device = read("mfa_device.mfa_device_name");
  if (device === "unknown") return "";
  return ` with ${device}${read("passwordless") === "true" ? " alone" : ""}`;
};

/** One sentence for each kind of event; `failed` is that of the kinds that can fail. */
const sentences: Record<string, { done: (read: Read) => string; failed?: (read: Read) => string }> = {
  "user.login": {
    done: (read) => `Signed in ${from(read)}${withDevice(read)}`,
    failed: (read) => `Could not sign in ${from(read)}`,
  },
  "user.logout": { done: () => "Signed out" },
  "user.create": { done: (read) => `Created the user ${read("name")} with the roles ${read("roles")}` },
  "user.delete": { done: (read) => `Deleted the user ${read("name")}` },
  "user.password_change": { done: (read) => `Chose a password ${from(read)}` },
  "reset_password_token.create": {
    done: (read) => `Made a link for the user ${read("name")} to choose a password with (${read("kind")})`,
  },
  "mfa.add": { done: (read) => `Added the second factor ${read("mfa_device_name")}` },
  "mfa.delete": { done: (read) => `Removed the second factor ${read("mfa_device_name")} of ${read("name")}` },
  "user.password_reset": { done: (read) => `Gave the user ${read("name")} another password` },
  "windows.desktop.session.start": {
    done: (read) => `Opened ${desktop(read)}`,
    failed: (read) => `Could not open ${desktop(read)}: ${read("error")}`,
  },
  "windows.desktop.session.end": { done: (read) => `The session on ${desktop(read)} ended: ${read("message")}` },
  "desktop.clipboard.send": { done: (read) => `Copied a text of ${bytes(read, "length")} to ${read("desktop_name")}` },
  "desktop.clipboard.receive": {
    done: (read) => `Copied a text of ${bytes(read, "length")} from ${read("desktop_name")}`,
  },
  "desktop.certificate.pinned": { done: (read) => `Trusted the certificate of ${read("desktop_name")}` },
  "desktop.certificate.refused": {
    done: (read) => `${read("desktop_name")} showed another certificate than the trusted one`,
  },
  "desktop.certificate.forgotten": { done: (read) => `Made the certificate of ${read("desktop_name")} unknown again` },
  "session.upload": { done: (read) => `The recording was stored, ${bytes(read, "bytes")}` },
  "session.recording.access": { done: (read) => (looks[read("action")] ?? looks["play"]!)(read) },
  "session.recording.incomplete": {
    done: (read) => `The recording of ${read("desktop_name")} is ${read("state")}: ${read("error")}`,
  },
};

const shownElsewhere = new Set(["event", "time", "code", "uid", "user", "ei", "cluster_name"]);

/** What happened, in a sentence; of a kind this page does not know, its first few plain fields. */
export function describe(event: AuditEvent): { text?: string; facts: [name: string, value: string][] } {
  const known = Object.hasOwn(sentences, event.event) ? sentences[event.event] : undefined;
  if (known) {
    const read: Read = (field) => {
      const value = field.includes(".") && !(field in event) ? inside(event, field) : event[field];
      return isPlain(value) ? String(value) : "unknown";
    };
    const say = event["success"] === false && known.failed ? known.failed : known.done;
    return { text: sentence(say(read)), facts: [] };
  }
  const facts = Object.entries(event)
    .filter(([name, value]) => !shownElsewhere.has(name) && isPlain(value))
    .slice(0, 4)
    .map(([name, value]): [string, string] => [name.replaceAll(/[_.]/g, " "), String(value)]);
  return { facts };
}

/** A field of an object in the event, by both names with a dot between. */
function inside(event: AuditEvent, field: string): unknown {
  const [outer, inner] = field.split(".");
  const value = event[outer!];
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[inner!] : undefined;
}

function isPlain(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";
}
