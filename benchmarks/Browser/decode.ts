/** Runs in the page of the browser benchmark; DecodeMaterial.cs describes what it is sent. */
import { ByteReader } from "../../web/player/format/byte-reader";
import { readRecords } from "../../web/player/format/records";
import { ScreenDecoder } from "../../web/player/screen/screen-decoder";

const contents = ["keyframe", "interface", "photo"];
const rounds = 3;

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly png: Uint8Array<ArrayBuffer>;
}

interface Update {
  readonly content: string;
  readonly damaged: number;
  readonly coded: number;
  readonly records: Uint8Array;
  readonly tiles: readonly Tile[];
}

/** Milliseconds of one update. */
interface Cost {
  readonly decode: number;
  readonly paint: number;
}

export interface Material {
  readonly width: number;
  readonly height: number;
  readonly updates: readonly Update[];
}

export function readMaterial(bytes: Uint8Array<ArrayBuffer>): Material {
  const reader = new ByteReader(bytes);
  const width = reader.u16();
  const height = reader.u16();
  const updates: Update[] = [];
  while (reader.remaining > 0) {
    const content = contents[reader.u8()];
    const damaged = reader.u32();
    const coded = reader.u32();
    const records = reader.take(reader.u32());
    const tiles = Array.from({ length: reader.u32() }, () => {
      const x = reader.u16();
      const y = reader.u16();
      return { x, y, png: reader.take(reader.u32()) as Uint8Array<ArrayBuffer> };
    });
    updates.push({ content, damaged, coded, records, tiles });
  }
  return { width, height, updates };
}

/** Decodes all updates once with the player's decoder. `paint` is called after each. */
export function decodeAll(material: Material, screen: ScreenDecoder, paint: () => void): Cost[] {
  return material.updates.map(({ records }) => {
    const start = performance.now();
    for (const record of readRecords(records, 0)) screen.apply(record);
    const decoded = performance.now();
    paint();
    return { decode: decoded - start, paint: performance.now() - decoded };
  });
}

async function measure(url: string): Promise<string[]> {
  const material = readMaterial(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  const { width, height, updates } = material;
  const context = makeContext(width, height);
  const screen = new ScreenDecoder();
  let image: ImageData | undefined;
  const paint = () => {
    if (image?.data !== screen.bytes) image = new ImageData(screen.bytes, screen.width, screen.height);
    for (const { x, y, width: w, height: h } of screen.dirty.take()) context.putImageData(image, 0, 0, x, y, w, h);
    context.getImageData(0, 0, 1, 1);
  };
  const costs = Array.from({ length: rounds }, () => decodeAll(material, screen, paint));
  const best = updates.map((_, i) => costs.map((round) => round[i]).reduce((a, b) => (a.decode <= b.decode ? a : b)));
  const png: number[] = [];
  for (const { tiles } of updates) png.push(tiles.length > 0 ? await drawTiles(tiles, context) : 0);
  return [...contents, "all"].flatMap((content) => summary(content, updates, best, png));
}

function makeContext(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  document.body.append(canvas);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  return context;
}

async function drawTiles(tiles: readonly Tile[], context: CanvasRenderingContext2D): Promise<number> {
  const start = performance.now();
  const images = await Promise.all(tiles.map(({ png }) => createImageBitmap(new Blob([png], { type: "image/png" }))));
  images.forEach((image, i) => {
    context.drawImage(image, tiles[i].x, tiles[i].y);
    image.close();
  });
  context.getImageData(0, 0, 1, 1);
  return performance.now() - start;
}

function summary(content: string, updates: readonly Update[], costs: readonly Cost[], png: readonly number[]): string[] {
  // Keyframes are a reader's own, so that the sum of all is of what was drawn.
  const chosen = updates.map((update, i) => ({ ...update, ...costs[i], png: png[i] }))
    .filter((u) => (content === "all" ? u.content !== "keyframe" : u.content === content));
  if (chosen.length === 0) return [];
  const sum = (of: (u: (typeof chosen)[0]) => number, from = chosen) => from.reduce((total, u) => total + of(u), 0);
  const damaged = sum((u) => u.damaged) / 1e6;
  const coded = sum((u) => u.coded) / 1e6;
  const decode = sum((u) => u.decode);
  const tiled = chosen.filter((u) => u.png > 0);
  const tiledDamage = sum((u) => u.damaged, tiled) / 1e6;
  const pngMs = sum((u) => u.png, tiled);
  const slcMs = sum((u) => u.decode + u.paint, tiled);
  return [
    JSON.stringify({
      content,
      updates: chosen.length,
      damagedMegapixels: rounded(damaged),
      codedMegapixels: rounded(coded),
      slcMs: rounded(decode),
      paintMs: rounded(sum((u) => u.paint)),
      slcMsPerMp: rounded(decode / damaged),
      slcMsPerCodedMp: rounded(decode / coded),
      ...(tiled.length > 0 && {
        tiledMegapixels: rounded(tiledDamage),
        pngMs: rounded(pngMs),
        pngMsPerMp: rounded(pngMs / tiledDamage),
        slcOfTheseMsPerMp: rounded(slcMs / tiledDamage),
        pngToSlc: rounded(pngMs / slcMs),
      }),
    }),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

Object.assign(globalThis, { measure });
