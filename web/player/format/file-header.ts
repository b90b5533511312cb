import { ByteReader } from "./byte-reader";
import { crc32c } from "./crc32c";
import { FormatError } from "./format-error";

export const fileHeaderLength = 64;
const magic = [0x89, 0x48, 0x53, 0x52, 0x0d, 0x0a, 0x1a, 0x0a];
const version = 1;
const desktop = 1;
const terminal = 2;
const slc = 1;
const historyLog2 = 22;
const defaultTables = 1;
/** Required feature: the records are encrypted. */
const encryption = 1;

export interface FileHeader {
  readonly sid: string;
  /** Milliseconds since 1970 at the session's time 0. */
  readonly startMs: number;
}

/** Reads the first bytes of a file (docs/FORMAT.md, "File header"); the error's message can be shown. */
export function readFileHeader(bytes: Uint8Array): FileHeader {
  if (magic.some((byte, i) => bytes[i] !== byte)) throw new FormatError("This is not a Hindsight recording.");
  if (bytes.length < fileHeaderLength) throw new FormatError("This recording is cut within its first bytes.");
  const reader = new ByteReader(bytes.subarray(magic.length, fileHeaderLength));
  const fileVersion = reader.u16();
  const length = reader.u16();
  const required = reader.u32();
  reader.u32();
  const sid = toUuid(reader.take(16));
  const low = reader.u32();
  const startMs = Math.floor((reader.u32() * 2 ** 32 + low) / 1000);
  const kinds = [reader.u8(), reader.u8(), reader.u8(), reader.u8()];
  reader.take(12);
  if (reader.u32() !== crc32c(bytes.subarray(0, fileHeaderLength - 4))) {
    throw new FormatError("The first bytes of this recording are damaged.");
  }
  if (required === encryption) {
    throw new FormatError("This recording is encrypted: open it in the list of recordings of its server.");
  }
  const expected = [kinds[0] === terminal ? terminal : desktop, slc, historyLog2, defaultTables];
  if (fileVersion !== version || length !== fileHeaderLength || required !== 0 || kinds.some((kind, i) => kind !== expected[i])) {
    throw new FormatError("This recording needs a newer player.");
  }
  return { sid, startMs };
}

function toUuid(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
