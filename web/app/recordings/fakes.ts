import type { Recording } from "../api/shapes";

/** A complete recording of our own making, for tests. */
export function recordingOf(part: Partial<Recording> = {}): Recording {
  return {
    sid: "sid-1",
    kind: "desktop",
    user: "mara",
    target: "win01",
    login: "Administrator",
    start: "2026-03-14T13:05:09Z",
    end: "2026-03-14T13:06:09Z",
    durationMs: 60_000,
    bytes: 1_000_000,
    state: "complete",
    rule: "role access",
    live: false,
    width: 1280,
    height: 800,
    ...part,
  };
}
