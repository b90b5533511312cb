import { afterEach, expect, test } from "vitest";
import { appear, find, serve, show, type } from "../testing";
import { AuditPage } from "./AuditPage";

afterEach(() => show(null));

test("events are searched by user, event, session and time", async () => {
  const calls = serve((call) => ({
    body: {
      items: call.query.get("user")
        ? []
        : [{ uid: "1", time: "2026-01-01T10:00:00.000Z", event: "user.login", code: "T1000I", user: "alice" }],
    },
  }));
  const root = show(<AuditPage cluster="c" />);
  await appear(() => find(root, "td", "user.login"));
  expect(calls[0]!.query.has("user")).toBe(false);
  type(root.querySelector<HTMLInputElement>("input[name=user]")!, " bob ");
  type(root.querySelector<HTMLInputElement>("input[name=event]")!, "T1000W");
  const time = root.querySelector<HTMLSelectElement>("select")!;
  time.value = "custom";
  time.dispatchEvent(new Event("change", { bubbles: true }));
  await appear(() => root.querySelector("input[type=datetime-local]"));
  const from = root.querySelector<HTMLInputElement>("input[aria-label=From]")!;
  from.value = "2026-01-02T03:04";
  from.dispatchEvent(new Event("change", { bubbles: true }));
  find<HTMLButtonElement>(root, "button", "Search")!.click();
  await appear(() => find(root, "h2", "No event matches"));
  const last = calls.at(-1)!;
  expect([last.query.get("user"), last.query.get("event"), last.query.get("session")]).toEqual(["bob", "T1000W", null]);
  expect([last.query.get("from"), last.query.get("to")]).toEqual([new Date("2026-01-02T03:04").toISOString(), null]);
});
