import { chainLength, chunkMagic, ChunkType } from "../format/chunk-header";
import { crc32c } from "../format/crc32c";
import type { IndexDocument, SegmentRow } from "../playback/index-document";
import { ByteWriter } from "./byte-writer";
import { concat } from "./records";

export interface ChunkOptions {
  readonly number?: number;
  readonly type?: number;
  readonly flags?: number;
  readonly lastTime?: number;
}

/** A chunk with right checksums and an empty chain value, which a reader that seeks does not check. */
export function chunk(time: number, body: Uint8Array, options: ChunkOptions = {}): Uint8Array<ArrayBuffer> {
  const { number = 0, type = ChunkType.records, flags = 0, lastTime = time } = options;
  const header = new ByteWriter().raw(chunkMagic).u8(type, flags).u16(0).u32(number, body.length, 0);
  header.u64(time).u64(lastTime);
  header.u32(crc32c(header.toBytes()));
  return concat(header.raw(body).u32(crc32c(body)).toBytes(), new Uint8Array(chainLength));
}

export function fileHeader(startMs = 0): Uint8Array<ArrayBuffer> {
  const header = new ByteWriter().u8(0x89, 0x48, 0x53, 0x52, 0x0d, 0x0a, 0x1a, 0x0a).u16(1, 64).u32(0, 0);
  for (let i = 0; i < 16; i++) header.u8(i);
  header.u64(startMs * 1000).u8(1, 1, 22, 1).u32(0, 0, 0);
  return header.u32(crc32c(header.toBytes())).toBytes();
}

/** Puts a recording together: a file, and the index the server would give for it. */
export class RecordingBuilder {
  private file = fileHeader();
  private readonly segments: SegmentRow[] = [];
  private readonly activity: number[] = [];
  private number = 0;
  private duration = 0;

  /** A chunk that begins with a keyframe. */
  segment(time: number, width: number, height: number, ...records: readonly Uint8Array[]): this {
    this.segments.push({ time, offset: this.file.length, end: 0, width, height });
    return this.append(time, time, 1, records);
  }

  /** A chunk whose last record has the time `lastTime`. */
  chunk(time: number, lastTime: number, ...records: readonly Uint8Array[]): this {
    return this.append(time, lastTime, 0, records);
  }

  /** The session was quiet up to now. */
  until(duration: number): this {
    this.duration = duration;
    return this;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.file;
  }

  index(more: Partial<IndexDocument> = {}): IndexDocument {
    const segments = this.segments.map((row, i) => ({ ...row, end: this.segments[i + 1]?.offset ?? this.file.length }));
    return {
      durationMs: this.duration,
      bytes: this.file.length,
      live: false,
      state: "complete",
      start: "2026-09-27T10:00:00Z",
      segments,
      activity: [...this.activity],
      marks: [],
      damaged: [],
      ...more,
    };
  }

  private append(time: number, lastTime: number, flags: number, records: readonly Uint8Array[]): this {
    const body = concat(...records);
    this.file = concat(this.file, chunk(time, body, { number: this.number++, flags, lastTime }));
    const second = Math.floor(time / 1000);
    while (this.activity.length <= second) this.activity.push(0);
    this.activity[second] += body.length;
    this.duration = Math.max(this.duration, lastTime);
    return this;
  }
}
