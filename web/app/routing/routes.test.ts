import { describe, expect, test } from "vitest";
import { paths, routeOf, signInTarget } from "./routes";

describe("routeOf", () => {
  test.each([
    ["/", { page: "home" }],
    ["/web", { page: "home" }],
    ["/web/login", { page: "sign in" }],
    ["/web/cluster/c", { page: "home" }],
    ["/web/cluster/c/desktops", { page: "desktops", cluster: "c" }],
    ["/web/cluster/c/desktops/", { page: "desktops", cluster: "c" }],
    ["/web/cluster/c/desktops/a%20b", { page: "live", cluster: "c", desktop: "a b" }],
    ["/web/cluster/c/recordings", { page: "recordings", cluster: "c" }],
    ["/web/cluster/c/session/1-2", { page: "player", cluster: "c", sid: "1-2" }],
    ["/web/cluster/c/audit", { page: "audit", cluster: "c" }],
    ["/web/cluster/c/roles", { page: "resources", cluster: "c", section: "roles" }],
    ["/web/cluster/c/recording-settings", { page: "resources", cluster: "c", section: "recording-settings" }],
    ["/web/cluster/c/roles/access", { page: "not found" }],
    ["/web/cluster/c/recordings/more", { page: "not found" }],
    ["/web/cluster/c/desktops/a/b", { page: "not found" }],
    ["/web/other", { page: "not found" }],
    ["/elsewhere", { page: "not found" }],
  ])("%s", (path, route) => expect(routeOf(path)).toEqual(route));

  test("undoes what paths does, for names with any character", () => {
    for (const name of ["plain", "with space", "sl/ash", "per%cent", "ümlaut", "?&#"]) {
      expect(routeOf(paths.live("c", name))).toEqual({ page: "live", cluster: "c", desktop: name });
      expect(routeOf(paths.player(name, "s"))).toEqual({ page: "player", cluster: name, sid: "s" });
    }
  });

  test("takes a broken escape as it stands", () => {
    expect(routeOf("/web/cluster/c/desktops/%E0%A4%A")).toEqual({ page: "live", cluster: "c", desktop: "%E0%A4%A" });
  });
});

describe("signInTarget", () => {
  const target = (value: string) => signInTarget(new URLSearchParams({ target: value }));

  test("is the page that was wanted", () => {
    expect(target("/web/cluster/c/session/1?t=500")).toBe("/web/cluster/c/session/1?t=500");
  });

  test.each([
    "",
    "//evil.example/web/",
    "https://evil.example",
    "/web/\\evil.example",
    "/web/\u0000",
    "/web/login",
    "/v1/webapi",
    "javascript:alert(1)",
  ])("is never %j", (value) => expect(target(value)).toBe("/web"));
});
