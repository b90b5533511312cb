import { ByteReader } from "./byte-reader";
import { type Mark, markKindOf } from "./event-records";
import { FormatError } from "./format-error";

const maxSegments = 1 << 18;
const maxActivity = 1 << 15;
const maxMarks = 1 << 13;
const maxMarkText = 160;

export interface IndexedSegment {
  readonly time: number;
  readonly offset: number;
  readonly width: number;
  readonly height: number;
}

export interface FileIndex {
  readonly segments: readonly IndexedSegment[];
  readonly activity: readonly number[];
  readonly activityMs: number;
  readonly marks: readonly Mark[];
}

/** Reads the body of an index chunk (docs/FORMAT.md, "Index"). */
export function readIndexBody(body: Uint8Array): FileIndex {
  const reader = new ByteReader(body);
  const segments = readSegments(reader);
  const activityMs = reader.varint();
  const activity = readActivity(reader);
  reader.varint();
  const marks = readMarks(reader);
  reader.end();
  if (activityMs < 1000) throw new FormatError("the index has a wrong unit of activity");
  return { segments, activity, activityMs, marks };
}

function readSegments(reader: ByteReader): IndexedSegment[] {
  let time = 0;
  let offset = 0;
  return Array.from({ length: readCount(reader, maxSegments, 7) }, () => {
    time += reader.varint();
    offset += reader.varint();
    reader.varint();
    return { time, offset, width: reader.u16(), height: reader.u16() };
  });
}

/** A zero is followed by how many there are. */
function readActivity(reader: ByteReader): number[] {
  const count = readCount(reader, maxActivity, 0);
  const activity = Array.from({ length: count }, () => 0);
  for (let i = 0; i < count; ) {
    activity[i] = reader.varint();
    const run = activity[i] === 0 ? reader.varint() : 1;
    if (run < 1 || run > count - i) throw new FormatError("the index has a wrong run of activity");
    i += run;
  }
  return activity;
}

function readMarks(reader: ByteReader): Mark[] {
  let time = 0;
  const marks: Mark[] = [];
  for (let count = readCount(reader, maxMarks, 5); count > 0; count--) {
    time += reader.varint();
    const kind = markKindOf(reader.u8());
    const detail = reader.u8();
    const value = reader.varint();
    const text = new TextDecoder().decode(reader.take(readCount(reader, maxMarkText, 1)));
    if (kind) marks.push({ time, kind, detail, value, text });
  }
  return marks;
}

/** How many things of at least `smallest` bytes follow. */
function readCount(reader: ByteReader, limit: number, smallest: number): number {
  const count = reader.varint();
  if (count > limit || count * smallest > reader.remaining) throw new FormatError(`the index has ${count} entries too many`);
  return count;
}
