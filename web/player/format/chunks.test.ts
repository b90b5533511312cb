import { describe, expect, it } from "vitest";
import { ByteWriter } from "../testing/byte-writer";
import { chunk } from "../testing/recording-builder";
import { concat, pointerMove } from "../testing/records";
import { type Chunk, ChunkReader } from "./chunks";
import { crc32c } from "./crc32c";

const chunks = [0, 1, 2, 3].map((number) => chunk(number * 10, pointerMove(number, number), { number }));
const length = chunks[0].length;

function read(bytes: Uint8Array): { found: string[]; reader: ChunkReader } {
  const reader = new ChunkReader();
  const found: string[] = [];
  reader.read(bytes, true, (c) => found.push(describeChunk(c)));
  return { found, reader };
}

function describeChunk({ header, damagedBefore }: Chunk): string {
  return damagedBefore ? `${header.number} after: ${damagedBefore}` : String(header.number);
}

describe("crc32c", () => {
  it("is Castagnoli's", () => {
    expect(crc32c(new TextEncoder().encode("123456789"))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(0))).toBe(0);
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  });
});

describe("reading chunks", () => {
  it("gives what is in them", () => {
    let first: Chunk | undefined;
    new ChunkReader().read(chunks[2], true, (c) => (first ??= c));
    expect(first?.header).toMatchObject({ number: 2, type: 1, startsSegment: false, firstTime: 20, lastTime: 20, totalLength: length });
    expect(first?.body).toEqual(pointerMove(2, 2));
  });

  it("reads one after the other", () => {
    const { found, reader } = read(concat(...chunks));
    expect(found).toEqual(["0", "1", "2", "3"]);
    expect(reader.trailingDamage).toBeUndefined();
  });

  it("waits for the rest of a chunk, at every cut", () => {
    const bytes = concat(...chunks);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const reader = new ChunkReader();
      const found: string[] = [];
      const done = reader.read(bytes.subarray(0, cut), false, (c) => found.push(describeChunk(c)));
      reader.read(bytes.subarray(done), true, (c) => found.push(describeChunk(c)));
      expect(found, `cut at ${cut}`).toEqual(["0", "1", "2", "3"]);
    }
  });

  it("loses only the chunk in which a bit was changed, wherever it is", () => {
    // Not the chain value at the end, which only a reader from the start can check.
    for (let at = 0; at < length - 32; at++) {
      const bytes = concat(...chunks);
      bytes[length + at] ^= 1 << (at % 8);
      const { found } = read(bytes);
      expect(found[0]).toBe("0");
      expect(found[1], `byte ${at}`).toMatch(/^2 after: /);
      expect(found.slice(2)).toEqual(["3"]);
    }
  });

  it("tells what is missing at the end", () => {
    for (let cut = 3 * length + 1; cut < 4 * length; cut++) {
      const { found, reader } = read(concat(...chunks).subarray(0, cut));
      expect(found).toEqual(["0", "1", "2"]);
      expect(reader.trailingDamage).toBe("the bytes end in the middle of a chunk");
    }
  });

  it("notices chunks that are missing, repeated or swapped", () => {
    const [c0, c1, c2, c3] = chunks;
    expect(read(concat(c0, c2)).found).toEqual(["0", "2 after: chunks are missing"]);
    expect(read(concat(c0, c1, c1, c2)).found).toEqual(["0", "1", "2 after: a chunk is out of order"]);
    expect(read(concat(c0, c2, c1, c3)).found).toEqual(["0", "2 after: chunks are missing", "3 after: a chunk is out of order"]);
  });

  it("finds its way through bytes that are no chunks", () => {
    const noise = new ByteWriter().text("HSHSCHSCKHSCKHSCK and no more").toBytes();
    expect(read(concat(chunks[0], noise, chunks[1])).found).toEqual(["0", "1 after: bytes are not a chunk"]);
    expect(read(noise).reader.trailingDamage).toBe("bytes are not a chunk");
  });

  it("reads what the server decrypted, and notices what it could not", () => {
    const opened = chunk(10, pointerMove(1, 1), { number: 1, flags: 4 });
    const rest = new Uint8Array(24);
    expect(read(concat(chunks[0], opened, rest, chunks[2])).found).toEqual(["0", "1", "2"]);
    opened[40 + pointerMove(1, 1).length] ^= 1;
    expect(read(concat(chunks[0], opened, rest, chunks[2])).found).toEqual(["0", "2 after: the checksum of a chunk is wrong"]);
  });

  it("does not try to read what is encrypted", () => {
    const sealed = chunk(10, pointerMove(1, 1), { number: 1, flags: 2 });
    const tag = new Uint8Array(24);
    expect(read(concat(chunks[0], sealed, tag, chunks[2])).found).toEqual([
      "0",
      "2 after: a chunk is encrypted, and this player has no key",
    ]);
  });
});
