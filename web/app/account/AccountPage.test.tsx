import { afterEach, beforeEach, expect, test } from "vitest";
import { App } from "../App";
import { signIn } from "../identity/session";
import { navigate, place } from "../routing/location";
import { appear, find, refusal, serve, show } from "../testing";

const session = {
  user: "mara",
  roles: ["access"],
  csrfToken: "token",
  expires: "2027-01-01T00:00:00Z",
  clusterName: "c",
  version: "1",
};

const open = (id: string, current: boolean) => ({
  id,
  address: `192.0.2.${id}`,
  created: "2026-11-24T10:00:00Z",
  lastSeen: "2026-11-24T10:30:00Z",
  expires: "2026-11-24T22:00:00Z",
  current,
});

function serveAccount() {
  return serve((call) => {
    if (call.path === "/v1/webapi/account") {
      return {
        body: {
          user: "mara",
          passwordRules: ["At least 12 characters."],
          policy: { otp: true, passkey: true, required: false, passwordless: true },
          factors: [],
          sessions: [open("1", true), open("2", false)],
        },
      };
    }
    if (call.path === "/v1/webapi/account/password") {
      const { current } = call.body as { current: string };
      return current === "old" ? { status: 204 } : refusal(403, "wrong_password", "This is not your present password.");
    }
    if (call.method === "DELETE") return { status: 204 };
    return { body: { items: [], desktopAccess: true } };
  });
}

async function change(root: HTMLElement, current: string): Promise<void> {
  const form = await appear(() => root.querySelector("form"));
  root.querySelector<HTMLInputElement>("#current-password")!.value = current;
  root.querySelector<HTMLInputElement>("#new-password")!.value = "a few words more";
  root.querySelector<HTMLInputElement>("#repeated-password")!.value = "a few words more";
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

beforeEach(() => {
  signIn.value = { state: "signed in", session };
  navigate("/web/account");
});

afterEach(() => {
  show(null);
});

test("changing the password asks for the present one", async () => {
  const calls = serveAccount();
  const root = show(<App />);
  await change(root, "wrong");
  await appear(() => find(root, "[role=alert]", "not your present password"));
  await change(root, "old");
  await appear(() => find(document.body, ".toast", "Your password is changed"));
  expect(calls.filter((call) => call.method === "PUT").at(-1)!.body).toEqual({
    current: "old",
    new: "a few words more",
  });
});

test("another session can be ended, this one is marked", async () => {
  const calls = serveAccount();
  const root = show(<App />);
  const button = await appear(() => find(root, "tr button", "End"));
  expect(root.querySelectorAll("tr button")).toHaveLength(1);
  expect(find(root, "tr", "192.0.2.1")!.textContent).toContain("This browser");
  button.click();
  await appear(() => calls.some((call) => call.method === "DELETE" && call.path === "/v1/webapi/account/sessions/2"));
});

test("signing out everywhere leads to sign-in", async () => {
  const calls = serveAccount();
  const root = show(<App />);
  (await appear(() => find(root, "button", "Sign out everywhere"))).click();
  await appear(() => root.querySelector("#password"));
  expect(place.value.path).toBe("/web/login");
  expect(calls.some((call) => call.method === "DELETE" && call.path === "/v1/webapi/account/sessions")).toBe(true);
});
