// The shapes of the server's API: docs/ARCHITECTURE.md, "Web API". Times are RFC 3339 in UTC.

export interface Session {
  user: string;
  roles: string[];
  csrfToken: string;
  expires: string;
  clusterName: string;
  version: string;
  /** Kinds of resources that have a page and may be read. */
  manages?: string[];
}

/** A role, a user, a lock or settings, as the API shows them. */
export interface Resource {
  kind: string;
  metadata: { name: string; description?: string; labels?: Record<string, string>; revision: string };
  spec: Record<string, unknown>;
}

/** Something wrong in a text; lines and columns count from 1. */
export interface TextFault {
  line: number;
  column: number;
  message: string;
}

/** A text of a resource while it is written; `document` is missing when it is no YAML. */
export interface CheckedText {
  text: string;
  document?: Record<string, unknown> | null;
  faults: TextFault[];
}

export interface Ping {
  clusterName: string;
  version: string;
  desktopAccess: boolean;
  desktopAccessProblem?: string;
  /** Whether a passkey may stand for name and password on this page. */
  passkeySignIn?: boolean;
}

/** Whether a session is recorded, and the rule that decided it. */
export interface RecordingDecision {
  on: boolean;
  rule: string;
}

export interface Desktop {
  name: string;
  addr: string;
  labels: Record<string, string>;
  logins: string[];
  graphics: string;
  certificate?: { sha256: string; pinnedBy: "configuration" | "first use" };
  recording: RecordingDecision;
}

export const recordingStates = ["recording", "sealing", "uploading", "complete", "incomplete", "lost", "off"] as const;
export type RecordingState = (typeof recordingStates)[number];

export interface Recording {
  sid: string;
  kind: string;
  user: string;
  target: string;
  login: string;
  start: string;
  end?: string;
  durationMs: number;
  bytes: number;
  state: RecordingState;
  reason?: string;
  rule: string;
  live: boolean;
  width: number;
  height: number;
}

/** What the server found when it read a recording from its first byte to its last. */
export interface Verification {
  verdict:
    | "whole"
    | "incomplete"
    | "altered"
    | "chunk_missing"
    | "tail_missing"
    | "wrong_key"
    | "not_ours"
    | "file_missing";
  /** The stretch it is about, in milliseconds. */
  fromMs: number;
  toMs: number;
  reason: string;
  signed: boolean;
  keyId?: string;
}

/** One page of a list; `startKey` asks for the next one. */
export interface Page<T> {
  items: T[];
  startKey?: string;
}

/** An audit event: a few known fields, and more by its type. */
export interface AuditEvent {
  event: string;
  time: string;
  code?: string;
  uid?: string;
  user?: string;
  [field: string]: unknown;
}
