import { afterEach, expect, test } from "vitest";
import type { Desktop } from "../api/shapes";
import { status } from "../api/status";
import { appear, find, serve, show, type } from "../testing";
import { DesktopsPage } from "./DesktopsPage";

const desktop = (part: Partial<Desktop>): Desktop => ({
  name: "win01",
  addr: "192.0.2.1:3389",
  labels: {},
  logins: [],
  graphics: "lossless",
  recording: { on: true, rule: "default" },
  ...part,
});

afterEach(() => {
  show(null);
  status.value = undefined;
});

test("a desktop is connected to in a tab of its own, and nothing secret is in the address", async () => {
  serve(() => ({ body: { items: [desktop({ name: "win 01" })] } }));
  const root = show(<DesktopsPage cluster="c" />);
  const connect = await appear(() => find<HTMLAnchorElement>(root, "a", "Connect"));
  expect(connect.getAttribute("href")).toBe("/web/cluster/c/desktops/win%2001");
  expect(connect.target).toBe("_blank");
  expect(connect.rel).toBe("noopener");
});

test("whether sessions are recorded is shown with the rule that says so", async () => {
  serve(() => ({
    body: { items: [desktop({}), desktop({ name: "b", recording: { on: false, rule: "role builders" } })] },
  }));
  const root = show(<DesktopsPage cluster="c" />);
  await appear(() => find(root, ".badge", "Recorded"));
  const off = find(root, "tr", "Not recorded")!;
  expect(off.textContent).toContain("Role builders.");
});

test("the search looks at names, addresses and labels, every word", async () => {
  const items = [desktop({ labels: { env: "prod" } }), desktop({ name: "lin02", labels: { env: "prod" } })];
  serve(() => ({ body: { items } }));
  const root = show(<DesktopsPage cluster="c" />);
  await appear(() => find(root, "strong", "lin02"));
  type(root.querySelector<HTMLInputElement>("input")!, "lin env=prod");
  await appear(() => !find(root, "strong", "win01"));
  expect(root.textContent).toContain("1 of 2 desktops");
  type(root.querySelector<HTMLInputElement>("input")!, "nowhere");
  await appear(() => find(root, "h2", "No desktop matches"));
});

test("no desktops at all says where they come from", async () => {
  serve(() => ({ body: { items: [] } }));
  const root = show(<DesktopsPage cluster="c" />);
  await appear(() => find(root, "p", "static_hosts"));
});

test("where desktop access was not built, nothing invites to connect", async () => {
  status.value = { clusterName: "c", version: "1", desktopAccess: false };
  serve(() => ({ body: { items: [desktop({})] } }));
  const root = show(<DesktopsPage cluster="c" />);
  const connect = await appear(() => find<HTMLButtonElement>(root, "button", "Connect"));
  expect(connect.disabled).toBe(true);
});
