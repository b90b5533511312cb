import { beforeEach, expect, test, vi } from "vitest";
import type { LiveEvents, LiveOptions, LiveSession, LiveStarted } from "../../player";
import { toasts } from "../controls/toasts";
import { LiveConnection } from "./connection";

const options: LiveOptions = { login: "a", password: "secret", width: 800, height: 600, clipboard: true };
const started: LiveStarted = {
  sid: "s",
  desktop: "win01",
  login: "a",
  width: 800,
  height: 600,
  recording: { on: true, rule: "default" },
  clipboard: true,
};

let events: LiveEvents;
let session: LiveSession;
let connection: LiveConnection;

beforeEach(() => {
  session = { close: vi.fn() } as unknown as LiveSession;
  connection = new LiveConnection("/ws", (_url, _options, given) => {
    events = given;
    return session;
  });
  connection.connect(options);
});

test("the stages lead from the form to the running desktop", () => {
  expect(connection.phase.value).toEqual({ step: "connecting", stage: undefined });
  events.stage!("securing");
  expect(connection.phase.value).toEqual({ step: "connecting", stage: "securing" });
  events.started!(started);
  expect(connection.phase.value).toMatchObject({ step: "running", session, started });
  events.resized!(1024, 768);
  expect(connection.screen.value).toEqual({ width: 1024, height: 768 });
});

test.each([true, false])("the answer %s to an unknown certificate reaches the session", async (accept) => {
  const answered = events.certificate!({ sha256: "00", subject: "", issuer: "", notBefore: "", notAfter: "" });
  const phase = connection.phase.value;
  if (phase.step !== "certificate") throw new Error(phase.step);
  phase.answer(accept);
  expect(await answered).toBe(accept);
});

test("a wrong password leads back to the form, with the reason", () => {
  events.ended!("bad_credentials", "Check both.");
  expect(connection.phase.value).toEqual({ step: "form", ending: { code: "bad_credentials", message: "Check both." } });
});

test("any other end is told, with the session it ended", () => {
  events.started!(started);
  events.ended!("worker_crashed", "Connect again.");
  expect(connection.phase.value).toEqual({
    step: "ended",
    ending: { code: "worker_crashed", message: "Connect again." },
    started,
  });
});

test("a session that ends while it is opened is over", () => {
  const dead = new LiveConnection("/ws", (_url, _options, given) => {
    given.ended!("connection_lost", "Check your connection.");
    return session;
  });
  dead.connect(options);
  expect(dead.phase.value.step).toBe("ended");
  dead.close();
  expect(session.close).not.toHaveBeenCalled();
});

test("after the end nothing of the old session is shown for the next", () => {
  events.started!(started);
  events.ended!("idle", "You were away.");
  connection.connect(options);
  events.ended!("refused", "Check the desktop.");
  expect(connection.phase.value).toMatchObject({ step: "ended", started: undefined });
});

test("notices become messages on the page", () => {
  events.notice!("warning", "The store is slow.");
  expect(toasts.value.at(-1)).toMatchObject({ level: "warning", message: "The store is slow." });
});
