import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveEvents, LiveOptions } from "../../player";
import { appear, find, serve, show } from "../testing";
import { loginProblem } from "./ConnectForm";
import { LivePage } from "./LivePage";

let events: LiveEvents;
let options: LiveOptions;
let url: string;

vi.mock("../../player", async (original) => ({
  ...(await original<typeof import("../../player")>()),
  openLiveSession: (givenUrl: string, givenOptions: LiveOptions, givenEvents: LiveEvents) => {
    url = givenUrl;
    options = givenOptions;
    events = givenEvents;
    return { mount: () => () => {}, focus() {}, resize() {}, press() {}, sendClipboard() {}, close() {} };
  },
}));

const desktop = {
  name: "win 01",
  addr: "192.0.2.1:3389",
  labels: {},
  logins: ["Administrator", "svc"],
  graphics: "lossless",
  recording: { on: true, rule: "role access" },
};
const started = {
  sid: "s-1",
  desktop: "win 01",
  login: "svc",
  width: 800,
  height: 600,
  recording: { on: true, rule: "role access" },
  clipboard: true,
};

beforeEach(() => serve(() => ({ body: { items: [desktop] } })));
afterEach(() => show(null));

async function connect(): Promise<HTMLElement> {
  const root = show(<LivePage cluster="c" desktop="win 01" />);
  await appear(() => root.querySelector("#login"));
  find(root, ".chip", "svc")!.click();
  await appear(() => root.querySelector<HTMLInputElement>("#login")!.value === "svc");
  root.querySelector<HTMLInputElement>("#desktop-password")!.value = "secret";
  root.querySelector("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await appear(() => find(root, "h1", "Connecting to"));
  return root;
}

test("the form says whether the session is recorded before anything is typed", async () => {
  const root = show(<LivePage cluster="c" desktop="win 01" />);
  const note = await appear(() => find(root, ".recording-note", "Your session will be recorded"));
  expect(note.textContent).toContain("Rule: Role access.");
});

test("what was typed goes into the session and nowhere else", async () => {
  await connect();
  expect(url).toBe("/v1/webapi/sites/c/desktops/win%2001/connect/ws");
  expect(options).toMatchObject({ login: "svc", password: "secret", clipboard: true });
  expect(options).not.toHaveProperty("domain");
  expect(document.body.innerHTML + location.href + JSON.stringify(localStorage)).not.toContain("secret");
});

test("an unknown certificate is shown before it is trusted", async () => {
  const root = await connect();
  const answered = events.certificate!({
    sha256: "3f9a0c4be7d2",
    subject: "CN=win01",
    issuer: "CN=win01",
    notBefore: "2020-01-01T00:00:00Z",
    notAfter: "2021-01-01T00:00:00Z",
  });
  const card = await appear(() => find(root, ".connect-card", "Is this the right desktop?"));
  for (const text of ["3F9A", "0C4B", "E7D2", "CN=win01", "itself (self-signed)", "has expired"]) {
    expect(card.textContent).toContain(text);
  }
  find(card, "button", "Trust and connect")!.click();
  expect(await answered).toBe(true);
});

test("the running session shows that it is recorded, and by which rule", async () => {
  const root = await connect();
  events.started!(started);
  const bar = await appear(() => root.querySelector<HTMLElement>(".toolbar-place"));
  expect(bar.textContent).toContain("Recorded");
  expect(bar.textContent).toContain("role access");
  expect(find(bar, "strong", "win 01")).toBeDefined();
});

test("the end says why, and leads to the recording and to the form", async () => {
  const root = await connect();
  events.started!(started);
  events.ended!("worker_crashed", "What was recorded is kept. Connect again.");
  await appear(() => find(root, "h1", "The desktop worker stopped"));
  expect(root.textContent).toContain("What was recorded is kept.");
  expect(find<HTMLAnchorElement>(root, "a", "Watch the recording")!.getAttribute("href")).toBe(
    "/web/cluster/c/session/s-1",
  );

  find(root, "button", "Connect again")!.click();
  const login = await appear(() => root.querySelector<HTMLInputElement>("#login"));
  expect(login.value).toBe("svc");
  expect(root.querySelector<HTMLInputElement>("#desktop-password")!.value).toBe("");
});

test("a session that never began has no recording to watch", async () => {
  const root = await connect();
  events.ended!("refused", "Check that its service runs.");
  await appear(() => find(root, "h1", "The desktop refused the connection"));
  expect(find(root, "a", "Watch the recording")).toBeUndefined();
});

test("a desktop that is not in the list is said to be missing", async () => {
  const root = show(<LivePage cluster="c" desktop="other" />);
  await appear(() => find(root, "h2", "There is no desktop “other” for you"));
});

test.each([
  ["svc", ["Administrator", "svc"], ""],
  [" ADMINISTRATOR ", ["Administrator"], ""],
  ["anyone", [], ""],
  ["root", ["Administrator", "svc"], "This desktop may be opened as Administrator, svc only. Choose one of them."],
])("the login %j of %j: %j", (login, allowed, problem) => expect(loginProblem(login, allowed)).toBe(problem));
