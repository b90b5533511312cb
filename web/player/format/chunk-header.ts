import { ByteReader } from "./byte-reader";
import { crc32c } from "./crc32c";

/** What a chunk holds; a reader passes over other types. */
export const ChunkType = { records: 1, index: 2, seal: 3, keys: 4 } as const;

const startsSegment = 1;
const encrypted = 2;
/** Decrypted by the server on its way here. */
const decrypted = 4;
/** Bytes of the checksum of a plain body, and of what an encrypted one has in its place. */
const plainCheckLength = 4;
const encryptedCheckLength = 28;

export const chunkHeaderLength = 40;
export const chainLength = 32;
/** Room for a keyframe, or one picture, of the largest screen. */
const maxBody = 192 << 20;

/** How every chunk begins: `HSCK`. */
export const chunkMagic = Uint8Array.of(0x48, 0x53, 0x43, 0x4b);

/** The 40 bytes before a chunk's body (docs/FORMAT.md, "Chunks"). Times in milliseconds. */
export interface ChunkHeader {
  readonly type: number;
  readonly startsSegment: boolean;
  readonly encrypted: boolean;
  readonly number: number;
  readonly bodyLength: number;
  readonly firstTime: number;
  readonly lastTime: number;
  /** Bytes of header, body, checksum and chain value. */
  readonly totalLength: number;
}

/** The header at `offset`; undefined unless all of it is there and in order. */
export function readChunkHeader(bytes: Uint8Array, offset: number): ChunkHeader | undefined {
  if (!startsWithMagic(bytes, offset) || bytes.length - offset < chunkHeaderLength) return undefined;
  const checked = bytes.subarray(offset, offset + chunkHeaderLength - 4);
  const reader = new ByteReader(bytes.subarray(offset + chunkMagic.length, offset + chunkHeaderLength));
  try {
    const type = reader.u8();
    const flags = reader.u8();
    const reserved = reader.u16();
    const number = reader.u32();
    const bodyLength = reader.u32();
    reader.u32();
    const firstTime = reader.u64();
    const lastTime = reader.u64();
    const isInOrder =
      reader.u32() === crc32c(checked) && reserved === 0 && flags < 8 && (flags & (encrypted | decrypted)) !== (encrypted | decrypted) && bodyLength <= maxBody && lastTime >= firstTime;
    if (!isInOrder) return undefined;
    const checkLength = flags & (encrypted | decrypted) ? encryptedCheckLength : plainCheckLength;
    return {
      type,
      startsSegment: (flags & startsSegment) !== 0,
      encrypted: (flags & encrypted) !== 0,
      number,
      bodyLength,
      firstTime,
      lastTime,
      totalLength: chunkHeaderLength + bodyLength + checkLength + chainLength,
    };
  } catch {
    // A time above what the format allows.
    return undefined;
  }
}

/** The next place at or after `offset` where a chunk may begin, also one whose magic is cut by the end; else the end. */
export function findMagic(bytes: Uint8Array, offset: number): number {
  for (let at = bytes.indexOf(chunkMagic[0], offset); at >= 0; at = bytes.indexOf(chunkMagic[0], at + 1)) {
    if (startsWithMagic(bytes, at)) return at;
  }
  return bytes.length;
}

function startsWithMagic(bytes: Uint8Array, offset: number): boolean {
  const length = Math.min(chunkMagic.length, bytes.length - offset);
  for (let i = 0; i < length; i++) if (bytes[offset + i] !== chunkMagic[i]) return false;
  return length > 0;
}
