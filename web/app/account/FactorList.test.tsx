import { afterEach, beforeEach, expect, test } from "vitest";
import { App } from "../App";
import { signIn } from "../identity/session";
import { navigate } from "../routing/location";
import { appear, find, refusal, serve, show } from "../testing";

const session = {
  user: "mara",
  roles: ["access"],
  csrfToken: "token",
  expires: "2027-01-01T00:00:00Z",
  clusterName: "c",
  version: "1",
};

const phone = { id: "f", kind: "otp", name: "phone", created: "2026-11-24T10:00:00Z", counts: true };

function serveAccount(policy: object, factors: object[] = [phone]) {
  return serve((call) => {
    if (call.path === "/v1/webapi/account") {
      return { body: { user: "mara", passwordRules: [], policy, factors, sessions: [] } };
    }
    const { password, code } = (call.body ?? {}) as { password?: string; code?: string };
    if (password !== undefined && password !== "old") return refusal(403, "wrong_password", "Wrong password.");
    if (call.path.endsWith("/otp/begin")) return { body: { secret: "ABCDEFGHIJKL", qr: ["101", "010", "111"] } };
    if (code !== undefined && code !== "123456") return refusal(400, "bad_code", "The code is wrong.");
    return call.method === "POST" ? { status: 204 } : { body: { items: [], desktopAccess: true } };
  });
}

function fill(root: HTMLElement, fields: Record<string, string>): void {
  for (const [id, value] of Object.entries(fields)) root.querySelector<HTMLInputElement>(`#${id}`)!.value = value;
  const form = root.querySelector(`#${Object.keys(fields)[0]}`)!.closest("form")!;
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

beforeEach(() => {
  signIn.value = { state: "signed in", session };
  navigate("/web/account");
});

afterEach(() => {
  show(null);
});

test("an app is added with the password and its code, with the secret as picture and as text", async () => {
  const calls = serveAccount({ otp: true, passkey: false, required: false, passwordless: false });
  const root = show(<App />);
  (await appear(() => find(root, "button", "Add an authenticator app"))).click();
  await appear(() => root.querySelector("#confirming-password"));
  fill(root, { "confirming-password": "guess" });
  await appear(() => find(root, "[role=alert]", "Wrong password."));
  fill(root, { "confirming-password": "old" });

  await appear(() => root.querySelector("svg.qr path"));
  await appear(() => document.activeElement === root.querySelector("#code"));
  expect(root.textContent).toContain("ABCD EFGH IJKL");
  fill(root, { code: "000000" });
  await appear(() => find(root, "[role=alert]", "The code is wrong."));
  fill(root, { code: "123456" });
  await appear(() => find(document.body, ".toast", "Authenticator app is added"));
  const sent = calls.filter((call) => call.path === "/v1/webapi/account/factors/otp").at(-1)!;
  expect(sent.body).toEqual({ name: "Authenticator app", code: "123456" });
});

test("removing asks for the password", async () => {
  const calls = serveAccount({ otp: true, passkey: false, required: false, passwordless: false });
  const root = show(<App />);
  (await appear(() => root.querySelector<HTMLElement>("[aria-label='Remove phone']"))).click();
  await appear(() => root.querySelector("#confirming-password"));
  fill(root, { "confirming-password": "old" });
  await appear(() => calls.some((call) => call.path === "/v1/webapi/account/factors/f/remove"));
});

test("a page that passkeys do not work on says where they do", async () => {
  const problem = "Passkeys work at https://h.example only: open that address.";
  serveAccount({ otp: true, passkey: true, required: false, passwordless: true, passkeyProblem: problem });
  const root = show(<App />);
  await appear(() => find(root, ".note", problem));
  expect(find(root, "button", "Add a passkey")).toBeUndefined();
});

test("nothing is shown of factors that are turned off", async () => {
  serveAccount({ otp: false, passkey: false, required: false, passwordless: false }, []);
  const root = show(<App />);
  await appear(() => find(root, "h2", "Password"));
  expect(find(root, "h2", "Second factors")).toBeUndefined();
});
