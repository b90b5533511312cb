import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { App } from "../App";
import { navigate, place } from "../routing/location";
import { type Call, appear, find, refusal, serve, show } from "../testing";
import { restoreSession, signIn } from "./session";

const session = {
  user: "mara",
  roles: ["access"],
  csrfToken: "token",
  expires: "2027-01-01T00:00:00Z",
  clusterName: "c",
  version: "1",
};

function answerSignIn(call: Call) {
  if (call.path.startsWith("/v1/webapi/sessions/web/")) return answerStep(call);
  if (call.path !== "/v1/webapi/sessions/web") return { body: { items: [], desktopAccess: true } };
  if (call.method === "GET") return refusal(401, "not_signed_in", "Sign in.");
  const { password } = call.body as { password: string };
  if (password === "guarded") return { status: 202, body: { step: "factor", attempt: "a", otp: true, passkey: false } };
  if (password === "bare") return { status: 202, body: { step: "add", attempt: "a", otp: true, passkey: false } };
  if (password === "good") return { body: session };
  if (password === "again") return refusal(429, "too_many_attempts", "Wait.", { "Retry-After": "40" });
  return refusal(401, "bad_credentials", "User or password is wrong. Try again.");
}

function answerStep(call: Call) {
  const { attempt, code } = call.body as { attempt: string; code?: string };
  if (attempt !== "a" || code === "999999") return refusal(401, "sign_in_over", "This sign-in has ended.");
  if (call.path.endsWith("/begin")) return { body: { secret: "ABCDEFGH", qr: ["1"] } };
  return code === "123456" ? { body: session } : refusal(401, "bad_code", "The code is wrong.");
}

async function typeCode(root: HTMLElement, value: string): Promise<void> {
  const code = await appear(() => root.querySelector<HTMLInputElement>("#code"));
  code.value = value;
  code.closest("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

async function signInWith(root: HTMLElement, password: string): Promise<void> {
  root.querySelector<HTMLInputElement>("#user")!.value = "mara";
  root.querySelector<HTMLInputElement>("#password")!.value = password;
  const form = root.querySelector("form")!;
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await Promise.resolve();
}

beforeEach(() => {
  signIn.value = { state: "unknown" };
});

afterEach(() => {
  show(null);
  vi.useRealTimers();
});

test("a page that needs a session leads to sign-in, and sign-in leads back to it", async () => {
  navigate("/web/cluster/c/recordings?state=lost");
  const calls = serve(answerSignIn);
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));
  expect(place.value.path).toBe("/web/login");

  await signInWith(root, "good");
  await appear(() => find(root, "h1", "Session Recordings"));
  expect(location.pathname + location.search).toBe("/web/cluster/c/recordings?state=lost");
  expect(calls.find((call) => call.method === "POST")!.body).toEqual({ user: "mara", password: "good" });
});

test("a wrong password is said, and can be typed again at once", async () => {
  navigate("/web/login");
  serve(answerSignIn);
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));

  await signInWith(root, "wrong");
  await appear(() => find(root, "[role=alert]", "User or password is wrong."));
  expect(root.querySelector("#password")!.getAttribute("aria-invalid")).toBe("true");
  expect(root.querySelector("button")!.disabled).toBe(false);
});

test("too many attempts count down, and sign-in opens again", async () => {
  navigate("/web/login");
  serve(answerSignIn);
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));

  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  await signInWith(root, "again");
  const button = () => root.querySelector("button")!;
  await appear(() => button().textContent === "Wait 40 seconds");
  expect(button().disabled).toBe(true);

  vi.advanceTimersByTime(15_000);
  await appear(() => button().textContent === "Wait 25 seconds");
  vi.advanceTimersByTime(25_000);
  await appear(() => button().textContent === "Sign in");
  expect(button().disabled).toBe(false);
});

test("a server that does not answer is said, and can be asked again", async () => {
  navigate("/web/cluster/c/desktops");
  serve(() => "unreachable");
  const root = show(<App />);
  await restoreSession();
  await appear(() => find(root, "h2", "The server cannot be reached"));

  serve((call) =>
    call.path.endsWith("/sessions/web") ? { body: session } : { body: { items: [], desktopAccess: true } },
  );
  find(root, "button", "Try again")!.click();
  await appear(() => find(root, "h1", "Desktops"));
});

test("a session that ended elsewhere leads to sign-in from any page", async () => {
  navigate("/web/cluster/c/desktops");
  serve((call) =>
    call.path.endsWith("/sessions/web") ? { body: session } : refusal(401, "not_signed_in", "Sign in."),
  );
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));
  expect(place.value.query.get("target")).toBe("/web/cluster/c/desktops");
});

test("who has a factor shows it after the password", async () => {
  navigate("/web/login");
  serve(answerSignIn);
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));
  await signInWith(root, "guarded");
  await appear(() => find(root, "h1", "One more step"));
  expect(root.querySelector("[role=alert]")).toBeNull();
  await typeCode(root, "000000");
  await appear(() => find(root, "[role=alert]", "The code is wrong."));
  await typeCode(root, "123456");
  await appear(() => find(root, "h1", "Desktops"));
});

test("a sign-in that is over begins again", async () => {
  navigate("/web/login");
  serve(answerSignIn);
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));
  await signInWith(root, "guarded");
  await typeCode(root, "999999");
  await appear(() => find(root, "[role=alert]", "This sign-in has ended."));
  expect(root.querySelector("#password")).not.toBeNull();
});

test("who must add a factor adds one before the first page", async () => {
  navigate("/web/login");
  serve(answerSignIn);
  const root = show(<App />);
  await restoreSession();
  await appear(() => root.querySelector("#password"));
  await signInWith(root, "bare");
  (await appear(() => find(root, "button", "Use an authenticator app"))).click();
  await appear(() => find(root, ".secret", "ABCD EFGH"));
  await typeCode(root, "123456");
  await appear(() => find(root, "h1", "Desktops"));
});
