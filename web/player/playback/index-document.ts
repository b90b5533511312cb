/** The answer of `…/recordings/{sid}/index` (docs/ARCHITECTURE.md, "Web API"). Times in milliseconds of the session. */
export interface IndexDocument {
  readonly durationMs: number;
  /** Bytes of the file that are durable. */
  readonly bytes: number;
  /** The session still runs. */
  readonly live: boolean;
  readonly state: string;
  readonly reason?: string;
  /** RFC 3339, UTC. */
  readonly start: string;
  readonly segments: readonly SegmentRow[];
  /** Bytes recorded in each second, or in each stretch of `activityMs`. */
  readonly activity: readonly number[];
  readonly activityMs?: number;
  readonly marks: readonly MarkRow[];
  readonly damaged: readonly DamagedRow[];
}

/** A run of chunks that begins with a keyframe: file bytes `offset` up to `end`. */
export interface SegmentRow {
  readonly time: number;
  readonly offset: number;
  readonly end: number;
  readonly width: number;
  readonly height: number;
}

export interface MarkRow {
  readonly time: number;
  readonly kind: string;
  readonly text: string;
}

/** A stretch that can't be shown, and why. */
export interface DamagedRow {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}
