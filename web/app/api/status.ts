import { signal } from "@preact/signals";
import * as api from "./routes";
import type { Ping } from "./shapes";

/** What the server says about itself; undefined until it has answered. */
export const status = signal<Ping | undefined>(undefined);

/** Asks for it. Nothing depends on it so much that a failure would be worth a message of its own. */
export async function loadStatus(): Promise<void> {
  try {
    status.value = await api.ping();
  } catch {
    status.value = undefined;
  }
}

/** Why no desktop can be opened; undefined when they can, or when it is not known. */
export function desktopAccessProblem(): string | undefined {
  const known = status.value;
  if (!known || known.desktopAccess) return undefined;
  return known.desktopAccessProblem ?? "Build the desktop worker and restart the server. Recordings play as usual.";
}
