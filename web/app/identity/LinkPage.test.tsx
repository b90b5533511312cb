import { afterEach, beforeEach, expect, test } from "vitest";
import { App } from "../App";
import { navigate, place } from "../routing/location";
import { appear, find, refusal, serve, show } from "../testing";
import { signIn } from "./session";

const session = {
  user: "mara",
  roles: ["access"],
  csrfToken: "token",
  expires: "2027-01-01T00:00:00Z",
  clusterName: "c",
  version: "1",
};

function serveLink(state: "good" | "spent") {
  return serve((call) => {
    if (call.path === "/v1/webapi/links/open") {
      return state === "spent"
        ? refusal(404, "link_spent", "This link was used already.")
        : { body: { user: "mara", kind: "invite", passwordRules: ["At least 12 characters."] } };
    }
    if (call.path === "/v1/webapi/links/use") {
      const { password } = call.body as { password: string };
      return password === "short" ? refusal(400, "bad_password", "The password is too short.") : { body: session };
    }
    return { body: { items: [], desktopAccess: true } };
  });
}

async function choose(root: HTMLElement, first: string, second: string): Promise<void> {
  const form = await appear(() => root.querySelector("form"));
  root.querySelector<HTMLInputElement>("#new-password")!.value = first;
  root.querySelector<HTMLInputElement>("#repeated-password")!.value = second;
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

beforeEach(() => {
  signIn.value = { state: "signed out" };
  navigate("/web/invite/secret");
});

afterEach(() => {
  show(null);
});

test("the holder of a link reads the rules, chooses a password and is signed in", async () => {
  const calls = serveLink("good");
  const root = show(<App />);
  await appear(() => find(root, "li", "At least 12 characters."));
  await choose(root, "a few words more", "a few words more");
  await appear(() => find(root, "h1", "Desktops"));
  expect(calls.find((call) => call.path.endsWith("/use"))!.body).toEqual({
    token: "secret",
    password: "a few words more",
  });
  // The address with the token is not one that the back button leads to.
  expect(place.value.path).toBe("/web/cluster/c/desktops");
});

test("two passwords that differ are not sent", async () => {
  const calls = serveLink("good");
  const root = show(<App />);
  await choose(root, "a few words more", "a few words less");
  await appear(() => find(root, "[role=alert]", "differ"));
  expect(calls.some((call) => call.path.endsWith("/use"))).toBe(false);
});

test("a refused password says why and may be chosen again", async () => {
  serveLink("good");
  const root = show(<App />);
  await choose(root, "short", "short");
  await appear(() => find(root, "[role=alert]", "too short"));
  await choose(root, "a few words more", "a few words more");
  await appear(() => find(root, "h1", "Desktops"));
});

test("a link that no longer opens says so", async () => {
  serveLink("spent");
  const root = show(<App />);
  await appear(() => find(root, "[role=alert]", "used already"));
  expect(root.querySelector("form")).toBeNull();
});
