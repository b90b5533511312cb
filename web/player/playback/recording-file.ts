import { ByteReader } from "../format/byte-reader";
import { chunkHeaderLength, ChunkType, readChunkHeader } from "../format/chunk-header";
import { type Chunk, ChunkReader } from "../format/chunks";
import { crc32c } from "../format/crc32c";
import { fileHeaderLength, readFileHeader } from "../format/file-header";
import { type FileIndex, readIndexBody } from "../format/index-body";
import { BlobSource, type ByteSource } from "./byte-source";
import { IndexBuilder } from "./index-builder";
import type { DamagedRow, IndexDocument } from "./index-document";
import { Recording } from "./recording";

const trailerLength = 24;
const trailerMagic = 0x444e5348;
const scanBytes = 4 << 20;

/** Opens a recording that is only a file: by the index at its end or, without one, by reading all of it. */
export async function openFile(file: Blob, signal: AbortSignal): Promise<Recording> {
  const source = new BlobSource(file);
  const header = readFileHeader(await source.read(0, Math.min(fileHeaderLength, file.size), signal));
  const known = (await readOwnIndex(source, file.size, signal)) ?? (await scan(source, file.size, signal));
  const index: IndexDocument = {
    ...toDocument(known),
    bytes: file.size,
    live: false,
    state: known.isSealed ? "complete" : "incomplete",
    start: new Date(header.startMs).toISOString(),
  };
  return new Recording(index, source, () => Promise.resolve(index));
}

interface KnownFile {
  readonly index: FileIndex;
  readonly damaged: readonly DamagedRow[];
  readonly durationMs: number;
  /** Where the chunks with records end. */
  readonly end: number;
  readonly isSealed: boolean;
}

/** The index that the trailer points to; undefined if anything about it is not in order. */
async function readOwnIndex(source: ByteSource, size: number, signal: AbortSignal): Promise<KnownFile | undefined> {
  if (size < fileHeaderLength + trailerLength) return undefined;
  const trailer = await source.read(size - trailerLength, size, signal);
  const reader = new ByteReader(trailer);
  try {
    const indexAt = reader.u64();
    const sealAt = reader.u64();
    if (reader.u32() !== crc32c(trailer.subarray(0, 16)) || reader.u32() !== trailerMagic) return undefined;
    if (indexAt < fileHeaderLength || sealAt < indexAt + chunkHeaderLength || sealAt > size) return undefined;
    const chunk = await readChunk(source, indexAt, sealAt, signal);
    if (chunk?.header.type !== ChunkType.index) return undefined;
    const index = readIndexBody(chunk.body);
    return { index, damaged: [], durationMs: chunk.header.lastTime, end: indexAt, isSealed: true };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function readChunk(source: ByteSource, from: number, to: number, signal: AbortSignal): Promise<Chunk | undefined> {
  const header = readChunkHeader(await source.read(from, from + chunkHeaderLength, signal), 0);
  if (header?.totalLength !== to - from) return undefined;
  let found: Chunk | undefined;
  new ChunkReader().read(await source.read(from, to, signal), true, (chunk) => (found = chunk));
  return found;
}

async function scan(source: ByteSource, size: number, signal: AbortSignal): Promise<KnownFile> {
  const builder = new IndexBuilder();
  const reader = new ChunkReader();
  let isSealed = false;
  let end = fileHeaderLength;
  let piece = scanBytes;
  for (let at = fileHeaderLength; at < size; ) {
    const to = Math.min(size, at + piece);
    const bytes = await source.read(at, to, signal);
    const base = at;
    const read = reader.read(bytes, to === size, (chunk) => {
      builder.add({ ...chunk, offset: base + chunk.offset });
      isSealed ||= chunk.header.type === ChunkType.seal;
      if (chunk.header.type === ChunkType.records) end = base + chunk.offset + chunk.header.totalLength;
    });
    // A chunk may be larger than a piece.
    piece = read === 0 ? piece * 2 : scanBytes;
    at += read;
  }
  // Behind the seal there is only the trailer, which is not a chunk.
  if (!isSealed && reader.trailingDamage) builder.addDamage(0, reader.trailingDamage);
  return { ...builder.build(), end, isSealed };
}

function toDocument({ index, damaged, durationMs, end }: KnownFile) {
  const gaps = index.marks.filter((mark) => mark.kind === "gap");
  return {
    durationMs,
    segments: index.segments.map((segment, i) => ({ ...segment, end: index.segments[i + 1]?.offset ?? end })),
    activity: index.activity,
    activityMs: index.activityMs,
    marks: index.marks.map(({ time, kind, text }) => ({ time, kind, text })),
    damaged: [
      ...damaged,
      ...gaps.map(({ time, value, text }) => ({ from: Math.max(0, time - value), to: time, reason: text })),
    ].toSorted((a, b) => a.from - b.from),
  };
}
