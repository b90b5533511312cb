import type { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";

/** Pixels of a tile's side; those at the right and lower edge of a screen may be smaller. */
export const tileSide = 64;
/** Tiles that can be kept. */
export const slots = 1024;

const maxRuns = 1024;
/** A TILE_DRAW draws at most the tiles of this many screens. */
const maxDrawnScreens = 4;

/** Tiles beside each other, kept in successive slots. */
export interface TileRun {
  readonly slot: number;
  readonly column: number;
  readonly row: number;
  readonly count: number;
  /** A bit for each cell of a tile that is drawn. */
  readonly cells: number;
}

/** The runs of a TILE_SAVE or, with cells, a TILE_DRAW: all inside the screen and the slots, and together not too many. */
export function readTileRuns(reader: ByteReader, width: number, height: number, withCells: boolean): TileRun[] {
  const columns = Math.ceil(width / tileSide);
  const rows = Math.ceil(height / tileSide);
  const most = withCells ? maxDrawnScreens * columns * rows : slots;
  const length = reader.varint();
  if (length < 1 || length > maxRuns) throw new FormatError(`${length} runs of tiles are out of bounds`);
  let tiles = 0;
  const runs = Array.from({ length }, () => {
    const run = readRun(reader, withCells);
    if (run.count < 1 || run.slot > slots - run.count) throw new FormatError("slots for tiles are out of bounds");
    if (run.column > columns - run.count || run.row >= rows) throw new FormatError("a tile lies outside the screen");
    if (run.cells === 0) throw new FormatError("a run draws no cells");
    tiles += run.count;
    if (tiles > most) throw new FormatError(`more than ${most} tiles are in one record`);
    return run;
  });
  reader.end();
  return runs;
}

function readRun(reader: ByteReader, withCells: boolean): TileRun {
  const slot = reader.varint();
  const column = reader.varint();
  const row = reader.varint();
  const count = reader.varint();
  return { slot, column, row, count, cells: withCells ? reader.u16() : -1 };
}
