/** Sections of resources, by their part of the address. */
export const resourceSections = ["users", "roles", "locks", "recording-settings"] as const;

export type ResourceSection = (typeof resourceSections)[number];

export type Route =
  | { page: "home" }
  | { page: "sign in" }
  | { page: "link"; kind: "invite" | "reset"; token: string }
  | { page: "account" }
  | { page: "desktops"; cluster: string }
  | { page: "live"; cluster: string; desktop: string }
  | { page: "recordings"; cluster: string }
  | { page: "player"; cluster: string; sid: string }
  | { page: "audit"; cluster: string }
  | { page: "resources"; cluster: string; section: ResourceSection }
  | { page: "not found" };

/** Which page an address means. */
export function routeOf(path: string): Route {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decode);
  if (parts.length === 0 || (parts.length === 1 && parts[0] === "web")) return { page: "home" };
  if (parts[0] !== "web") return { page: "not found" };
  if (parts[1] === "login" && parts.length === 2) return { page: "sign in" };
  if ((parts[1] === "invite" || parts[1] === "reset") && parts[2] && parts.length === 3) {
    return { page: "link", kind: parts[1], token: parts[2] };
  }
  if (parts[1] === "account" && parts.length === 2) return { page: "account" };
  if (parts[1] !== "cluster" || !parts[2]) return { page: "not found" };

  const [, , cluster, section, name, ...rest] = parts as string[];
  if (rest.length > 0) return { page: "not found" };
  if (section === undefined) return { page: "home" };
  if (section === "desktops") return name ? { page: "live", cluster, desktop: name } : { page: "desktops", cluster };
  if (section === "session" && name) return { page: "player", cluster, sid: name };
  if (section === "recordings" && !name) return { page: "recordings", cluster };
  if (section === "audit" && !name) return { page: "audit", cluster };
  const resources = resourceSections.find((known) => known === section);
  if (resources && !name) return { page: "resources", cluster, section: resources };
  return { page: "not found" };
}

const below = (cluster: string) => `/web/cluster/${encodeURIComponent(cluster)}`;

export const paths = {
  account: "/web/account",
  desktops: (cluster: string) => `${below(cluster)}/desktops`,
  live: (cluster: string, desktop: string) => `${below(cluster)}/desktops/${encodeURIComponent(desktop)}`,
  recordings: (cluster: string) => `${below(cluster)}/recordings`,
  player: (cluster: string, sid: string) => `${below(cluster)}/session/${encodeURIComponent(sid)}`,
  resources: (cluster: string, section: ResourceSection) => `${below(cluster)}/${section}`,
  audit: (cluster: string) => `${below(cluster)}/audit`,
  signIn: (target?: string) => (target ? `/web/login?target=${encodeURIComponent(target)}` : "/web/login"),
};

/** The page to open after sign-in: only ever one of ours, and never sign-in itself. */
export function signInTarget(query: URLSearchParams): string {
  const target = query.get("target") ?? "";
  // A control character or backslash could make a browser read another host into it.
  const ours = /^\/web\/[^\\\p{Cc}]*$/u.test(target) && !target.startsWith("/web/login");
  return ours ? target : "/web";
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
