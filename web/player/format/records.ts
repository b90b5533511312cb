import { ByteReader } from "./byte-reader";
import { FormatError } from "./format-error";

/** What a record is (docs/FORMAT.md, "Records"). */
export const RecordKind = {
  resize: 0x01,
  keyframe: 0x02,
  restart: 0x03,
  pixels: 0x04,
  copy: 0x05,
  tileSave: 0x86,
  tileDraw: 0x87,
  pointerShape: 0x10,
  pointerMove: 0x11,
  button: 0x12,
  clipboard: 0x18,
  notice: 0x20,
  mark: 0x21,
  gap: 0x22,
  terminalOutput: 0x30,
  terminalInput: 0x31,
  terminalKeyframe: 0x32,
  terminalExit: 0x33,
  end: 0x3f,
} as const;

/** A reader that does not know a kind with this bit must not show what follows it. */
export const requiredKind = 0x80;

const maxBody = 8 << 20;
/** Five bytes for each pixel of the largest picture, and its pointer. */
const maxKeyframeBody = (5 << 25) + (1 << 20);
const maxTerminalKeyframeBody = 32 << 20;

export interface HindsightRecord {
  readonly kind: number;
  /** Milliseconds since the session's start. */
  readonly time: number;
  /** A view of the bytes it was read from. */
  readonly body: Uint8Array;
}

/** Reads records one after the other; the first takes `time`, whatever its own step says. */
export function* readRecords(bytes: Uint8Array, time: number): Generator<HindsightRecord> {
  const reader = new ByteReader(bytes);
  let now = time;
  for (let first = true; reader.remaining > 0; first = false) {
    const kind = reader.u8();
    const length = reader.varint();
    if (length > maxBodyOf(kind)) throw new FormatError(`a record of ${length} bytes is too long`);
    const step = reader.varint();
    if (!first) now += step;
    yield { kind, time: now, body: reader.take(length) };
  }
}

function maxBodyOf(kind: number): number {
  if (kind === RecordKind.keyframe) return maxKeyframeBody;
  return kind === RecordKind.terminalKeyframe ? maxTerminalKeyframeBody : maxBody;
}
