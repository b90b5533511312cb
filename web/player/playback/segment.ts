import { type Chunk, ChunkReader } from "../format/chunks";
import { ChunkType } from "../format/chunk-header";

/** The record chunks of one row of the index. That of a running session grows at its end. */
export class Segment {
  readonly chunks: Chunk[] = [];
  /** Bytes read so far. */
  byteLength = 0;
  /** File offset up to which bytes were given; a part of a chunk at the end may not be read yet. */
  fetchedTo: number;
  /** Whether no more chunks will follow. */
  isComplete = false;

  private readonly reader = new ChunkReader();

  constructor(private readonly start: number) {
    this.fetchedTo = start;
  }

  /** File offset of what `append` needs next. */
  get end(): number {
    return this.start + this.byteLength;
  }

  /** Why nothing can be shown after the last chunk, if the segment is over and something was there. */
  get trailingDamage(): string | undefined {
    return this.isComplete ? this.reader.trailingDamage : undefined;
  }

  /** Adds the bytes that follow `end`. */
  append(bytes: Uint8Array, isComplete: boolean): void {
    this.fetchedTo = this.end + bytes.length;
    this.isComplete = isComplete;
    this.byteLength += this.reader.read(bytes, isComplete, (chunk) => {
      if (chunk.header.type === ChunkType.records) this.chunks.push(chunk);
    });
  }

  /** The chunk to decode from for a moment: the last keyframe at or before it, else the first chunk. */
  keyframeBefore(time: number): number {
    for (let i = this.chunks.length - 1; i > 0; i--) {
      const { startsSegment, firstTime } = this.chunks[i].header;
      if (startsSegment && firstTime <= time) return i;
    }
    return 0;
  }
}
