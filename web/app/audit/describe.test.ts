import { expect, test } from "vitest";
import type { AuditEvent } from "../api/shapes";
import { describe } from "./describe";

const event = (name: string, fields: Record<string, unknown>): AuditEvent => ({
  event: name,
  time: "2026-03-14T13:05:09Z",
  user: "mara",
  ...fields,
});

test.each<[string, Record<string, unknown>, string]>([
  ["user.login", { success: true, "addr.remote": "192.0.2.9" }, "Signed in from 192.0.2.9."],
  [
    "user.login",
    { success: true, "addr.remote": "192.0.2.9", passwordless: true, mfa_device: { mfa_device_name: "key" } },
    "Signed in from 192.0.2.9 with key alone.",
  ],
  ["user.login", { success: false, "addr.remote": "192.0.2.9" }, "Could not sign in from 192.0.2.9."],
  [
    "windows.desktop.session.start",
    { success: false, desktop_name: "win01", login: "a", error: "Check the name." },
    "Could not open win01 as a: Check the name.",
  ],
  [
    "session.recording.access",
    { action: "watch", session_user: "jo", desktop_name: "win01", from_ms: 61_000, to_ms: 75_000 },
    "Watched 1:01 to 1:15 of jo's recording on win01.",
  ],
  [
    "session.recording.access",
    { action: "play", session_user: "jo", desktop_name: "win01" },
    "Opened jo's recording on win01.",
  ],
  ["desktop.clipboard.send", { length: 1200, desktop_name: "win01" }, "Copied a text of 1.2 kB to win01."],
])("%s %j reads: %s", (name, fields, text) => expect(describe(event(name, fields)).text).toBe(text));

test("a field that is missing or no text does not break the sentence", () => {
  expect(describe(event("user.create", { name: { toString: 1 } })).text).toBe(
    "Created the user unknown with the roles unknown.",
  );
});

test.each(["access_list.create", "toString", "__proto__"])("of an unknown kind %s a few fields are shown", (name) => {
  const { text, facts } = describe(event(name, { a_b: "c", list: [1], n: 3, empty: "" }));
  expect(text).toBeUndefined();
  expect(facts).toEqual([
    ["a b", "c"],
    ["n", "3"],
  ]);
});
