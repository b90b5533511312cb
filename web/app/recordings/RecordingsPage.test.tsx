import { afterEach, beforeEach, expect, test } from "vitest";
import { navigate } from "../routing/location";
import { appear, find, refusal, serve, show, type } from "../testing";
import { recordingOf } from "./fakes";
import { RecordingsPage } from "./RecordingsPage";

beforeEach(() => navigate("/web/cluster/c/recordings"));
afterEach(() => show(null));

test("each recording shows who, where, when, how long, how big and how complete", async () => {
  serve(() => ({ body: { items: [recordingOf({ durationMs: 3_725_000, bytes: 1_430_000_000 })] } }));
  const root = show(<RecordingsPage cluster="c" />);
  const row = await appear(() => root.querySelector<HTMLElement>("tr[data-sid]"));
  for (const text of ["Desktop", "mara", "win01", "Administrator", "1:02:05", "1.4 GB", "Complete"]) {
    expect(row.textContent).toContain(text);
  }
  expect(row.querySelector("time")!.title).toBe("2026-03-14 13:05:09 UTC");
  const play = find<HTMLAnchorElement>(row, "a", "Play")!;
  expect(play.getAttribute("href")).toBe("/web/cluster/c/session/sid-1");
  expect(play.target).toBe("_blank");
});

test("before the first answer the table's shape is there already", async () => {
  serve(() => new Promise(() => {}));
  const root = show(<RecordingsPage cluster="c" />);
  await appear(() => root.querySelector("[aria-busy=true] .skeleton"));
});

test.each([
  ["lost", "The disk failed."],
  ["off", "role builders"],
] as const)("a %s recording can't be played and says why", async (state, reason) => {
  serve(() => ({
    body: { items: [recordingOf({ state, reason: state === "lost" ? reason : undefined, rule: reason })] },
  }));
  const root = show(<RecordingsPage cluster="c" />);
  const row = await appear(() => root.querySelector<HTMLElement>("tr[data-sid]"));
  expect(row.textContent).toContain(reason);
  expect(find<HTMLButtonElement>(row, "button", "Play")!.disabled).toBe(true);
});

test("a running session is live and can be played", async () => {
  serve(() => ({ body: { items: [recordingOf({ state: "recording", live: true, end: undefined })] } }));
  const root = show(<RecordingsPage cluster="c" />);
  await appear(() => find(root, ".badge.live", "Live"));
  expect(find(root, "a", "Play")).toBeDefined();
});

test("an empty list says what to do", async () => {
  serve(() => ({ body: { items: [] } }));
  const root = show(<RecordingsPage cluster="c" />);
  await appear(() => find(root, "h2", "No recordings yet"));
  expect(find<HTMLAnchorElement>(root, "a", "Go to the desktops")!.getAttribute("href")).toBe(
    "/web/cluster/c/desktops",
  );
});

test("a filter that finds nothing can be cleared", async () => {
  const calls = serve(({ query }) => ({ body: { items: query.get("search") ? [] : [recordingOf()] } }));
  const root = show(<RecordingsPage cluster="c" />);
  await appear(() => root.querySelector("tr[data-sid]"));

  type(root.querySelector<HTMLInputElement>("input[type=search]")!, "nobody");
  await appear(() => find(root, "h2", "No recording matches"));
  expect(location.search).toBe("?search=nobody");
  expect(calls.at(-1)!.query.get("search")).toBe("nobody");

  find(root, "button", "Clear the filter")!.click();
  await appear(() => root.querySelector("tr[data-sid]"));
  expect(location.search).toBe("");
});

test("no access is told apart from a failure, and only the failure offers to try again", async () => {
  serve(() => refusal(403, "access_denied", "Ask for the role auditor."));
  const root = show(<RecordingsPage cluster="c" />);
  const denied = await appear(() => find(root, "[role=alert]", "You have no access to this"));
  expect(denied.textContent).toContain("Ask for the role auditor.");
  expect(find(denied, "button", "Try again")).toBeUndefined();

  show(null);
  serve(() => "unreachable");
  show(<RecordingsPage cluster="c" />);
  const failed = await appear(() => find(root, "[role=alert]", "The server cannot be reached"));
  serve(() => ({ body: { items: [recordingOf()] } }));
  find(failed, "button", "Try again")!.click();
  await appear(() => root.querySelector("tr[data-sid]"));
});
