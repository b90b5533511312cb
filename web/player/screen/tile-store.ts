import type { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";
import { readTileRuns, slots, tileSide, type TileRun } from "./tile-runs";
import type { DirtyRegion } from "./dirty-region";
import type { Rectangle } from "./rectangle";

const cellSide = 16;
const cellsPerSide = tileSide / cellSide;
const allCells = 0xffff;

/** A picture whose tiles are kept and drawn. */
export interface TiledPicture {
  readonly pixels: Int32Array;
  readonly width: number;
  readonly height: number;
}

interface Tile {
  readonly width: number;
  readonly height: number;
  /** Rows of `tileSide` pixels. */
  readonly pixels: Int32Array;
}

/** Tiles kept for later (docs/FORMAT.md, "Tiles"): at most 16 MiB, each slot from its first use on. */
export class TileStore {
  private readonly tiles = Array.from<Tile | undefined>({ length: slots });

  clear(): void {
    this.tiles.fill(undefined);
  }

  /** Applies a TILE_SAVE. */
  save(reader: ByteReader, picture: TiledPicture): void {
    for (const run of readTileRuns(reader, picture.width, picture.height, false)) {
      for (let i = 0; i < run.count; i++) this.tiles[run.slot + i] = this.keep(picture, areaOf(run, i, picture));
    }
  }

  /** Applies a TILE_DRAW. */
  draw(reader: ByteReader, picture: TiledPicture, dirty: DirtyRegion): void {
    for (const run of readTileRuns(reader, picture.width, picture.height, true)) {
      for (let i = 0; i < run.count; i++) {
        const area = areaOf(run, i, picture);
        const tile = this.tiles[run.slot + i];
        if (tile?.width !== area.width || tile.height !== area.height) {
          throw new FormatError("a tile is drawn that is not kept");
        }
        drawCells(tile, run.cells, picture, area);
      }
      const first = areaOf(run, 0, picture);
      const last = areaOf(run, run.count - 1, picture);
      dirty.add({ ...first, width: last.x + last.width - first.x });
    }
  }

  private keep(picture: TiledPicture, area: Rectangle): Tile {
    const pixels = new Int32Array(tileSide * tileSide);
    for (let y = 0; y < area.height; y++) {
      const from = (area.y + y) * picture.width + area.x;
      pixels.set(picture.pixels.subarray(from, from + area.width), y * tileSide);
    }
    return { width: area.width, height: area.height, pixels };
  }
}

function areaOf(run: TileRun, index: number, picture: TiledPicture): Rectangle {
  const x = (run.column + index) * tileSide;
  const y = run.row * tileSide;
  return { x, y, width: Math.min(tileSide, picture.width - x), height: Math.min(tileSide, picture.height - y) };
}

function drawCells(tile: Tile, cells: number, picture: TiledPicture, area: Rectangle): void {
  if (cells === allCells) {
    drawPart(tile, 0, 0, tileSide, picture, area);
    return;
  }
  for (let cell = 0; cell < cellsPerSide * cellsPerSide; cell++) {
    if ((cells >> cell) & 1) {
      const x = (cell % cellsPerSide) * cellSide;
      drawPart(tile, x, Math.floor(cell / cellsPerSide) * cellSide, cellSide, picture, area);
    }
  }
}

/** Draws a square of a tile, as far as the tile has it. */
function drawPart(tile: Tile, x: number, y: number, side: number, picture: TiledPicture, area: Rectangle): void {
  const width = Math.min(side, tile.width - x);
  if (width <= 0) return;
  for (let row = y; row < Math.min(y + side, tile.height); row++) {
    const from = row * tileSide + x;
    picture.pixels.set(tile.pixels.subarray(from, from + width), (area.y + row) * picture.width + area.x + x);
  }
}
