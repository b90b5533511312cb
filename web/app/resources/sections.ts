import type { Resource } from "../api/shapes";
import type { IconName } from "../controls/icons";
import type { ResourceSection } from "../routing/routes";

/** What a page about a kind of resources says and offers. */
export interface Section {
  kind: string;
  title: string;
  /** One of them, in the middle of a sentence. */
  one: string;
  icon: IconName;
  /** Said above the list. */
  about: string;
  /** What the line of one says. */
  facts: (resource: Resource) => string;
  /** The text a new one begins as; settings have none, for there is only one of them. */
  template?: string;
}

export const sections: Record<ResourceSection, Section> = {
  users: {
    kind: "user",
    title: "Users",
    one: "user",
    icon: "user",
    about: "A new user gets a password with tctl users reset NAME on the server's host.",
    facts: (user) => list(user.spec["roles"]),
    template:
      "kind: user\nversion: v2\nmetadata:\n  name: NAME\nspec:\n  roles:\n  - access\n  traits:\n    windows_logins:\n    - \"*\"\n",
  },
  roles: {
    kind: "role",
    title: "Roles",
    one: "role",
    icon: "shield",
    about: "A change holds at once, for sessions that run too.",
    facts: (role) => role.metadata.description ?? "",
    template:
      "kind: role\nversion: v7\nmetadata:\n  name: NAME\n  description: \"\"\nspec:\n  options:\n    record_session:\n      desktop: true\n  allow:\n    windows_desktop_labels:\n      env: prod\n    windows_desktop_logins:\n    - \"{{internal.windows_logins}}\"\n",
  },
  locks: {
    kind: "lock",
    title: "Locks",
    one: "lock",
    icon: "power",
    about: "A lock keeps out whom it names at once and ends their sessions. Delete it to let them in again.",
    facts: (lock) => [target(lock.spec["target"]), lock.spec["message"]].filter(Boolean).join(": "),
    template: "kind: lock\nversion: v2\nmetadata:\n  name: NAME\nspec:\n  target:\n    user: USER\n  message: \"\"\n",
  },
  "recording-settings": {
    kind: "session_recording_config",
    title: "Session Recording",
    one: "setting",
    icon: "film",
    about: "Whether sessions are recorded, of every kind. A change holds for sessions that begin after it.",
    facts: (settings) => `mode ${String(settings.spec["mode"])}`,
  },
};

const originLabel = "teleport.dev/origin";

/** Where settings come from: `defaults`, `config-file` or `dynamic`; undefined for what has no origin. */
export const originOf = (resource: Resource): string | undefined => resource.metadata.labels?.[originLabel];

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

function target(value: unknown): string {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return entries.map(([name, text]) => `${name.replaceAll("_", " ")} ${String(text)}`).join(" and ");
}
