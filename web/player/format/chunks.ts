import { type ChunkHeader, chunkHeaderLength, findMagic, readChunkHeader } from "./chunk-header";
import { crc32c } from "./crc32c";

/** A chunk whose checksums are right. */
export interface Chunk {
  readonly header: ChunkHeader;
  /** Of the chunk, in the bytes that were read. */
  readonly offset: number;
  /** A view of the bytes that were read. */
  readonly body: Uint8Array;
  /** Why bytes or chunks are missing between the chunk before and this one. */
  readonly damagedBefore?: string;
}

/** Reads chunks that follow each other in bytes that arrive in pieces, and goes on behind damage. */
export class ChunkReader {
  private expected: { readonly number: number; readonly time: number } | undefined;
  private damage: string | undefined;

  /** Why the bytes after the last chunk could not be read, if they could not. */
  get trailingDamage(): string | undefined {
    return this.damage;
  }

  /**
   * Reads the chunks of `bytes` and returns how many bytes are done with; what is left is the start of a chunk that
   * is not all there, and belongs before the next piece. With `isLast` nothing is left.
   */
  read(bytes: Uint8Array, isLast: boolean, found: (chunk: Chunk) => void): number {
    let at = 0;
    while (at < bytes.length) {
      const header = readChunkHeader(bytes, at);
      if (!header) {
        const isCut = findMagic(bytes, at) === at && bytes.length - at < chunkHeaderLength;
        if (isCut && !isLast) return at;
        this.damage ??= isCut ? "the bytes end in the middle of a chunk" : "bytes are not a chunk";
        at = findMagic(bytes, at + 1);
      } else if (header.totalLength > bytes.length - at) {
        if (!isLast) return at;
        this.damage ??= "the bytes end in the middle of a chunk";
        at = findMagic(bytes, at + 1);
      } else {
        this.accept(bytes, at, header, found);
        at += header.totalLength;
      }
    }
    return at;
  }

  private accept(bytes: Uint8Array, offset: number, header: ChunkHeader, found: (chunk: Chunk) => void): void {
    const end = offset + chunkHeaderLength + header.bodyLength;
    const body = bytes.subarray(offset + chunkHeaderLength, end);
    const problem = this.problemOf(header, body, bytes, end);
    if (problem) {
      this.damage ??= problem;
      return;
    }
    const { expected, damage } = this;
    const missing = expected && expected.number !== header.number ? "chunks are missing" : undefined;
    this.expected = { number: header.number + 1, time: header.lastTime };
    this.damage = undefined;
    found({ header, offset, body, damagedBefore: damage ?? missing });
  }

  private problemOf(header: ChunkHeader, body: Uint8Array, bytes: Uint8Array, end: number): string | undefined {
    const { expected } = this;
    if (header.encrypted) return "a chunk is encrypted, and this player has no key";
    if (expected && (header.number < expected.number || header.firstTime < expected.time)) return "a chunk is out of order";
    const checksum = new DataView(bytes.buffer, bytes.byteOffset + end, 4).getUint32(0, true);
    return crc32c(body) === checksum ? undefined : "the checksum of a chunk is wrong";
  }
}
