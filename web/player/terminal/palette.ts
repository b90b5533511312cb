import type { IBufferCell } from "@xterm/xterm";

/** The terminal's own colours, for all that a program does not choose. The stage is dark in either theme. */
export const defaultForeground = "#d9dee4";
export const defaultBackground = "#0d1117";
export const cursorColour = "#e6edf3";

const ansi = [
  "#30363d", "#f47067", "#57ab5a", "#d4a72c", "#539bf5", "#b083f0", "#39c5cf", "#c9d1d9",
  "#6e7681", "#ff938a", "#8ddb8c", "#eac55f", "#96d0ff", "#dcbdfb", "#76e3ea", "#ffffff",
];
const cube = [0, 95, 135, 175, 215, 255];
const palette = [...ansi, ...Array.from({ length: 216 }, (_, i) => rgb(cube[Math.floor(i / 36)], cube[Math.floor(i / 6) % 6], cube[i % 6])), ...greys()];

function greys(): string[] {
  return Array.from({ length: 24 }, (_, i) => rgb(8 + 10 * i, 8 + 10 * i, 8 + 10 * i));
}

function rgb(red: number, green: number, blue: number): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, "0")}`;
}

export interface CellColours {
  readonly foreground: string;
  /** Absent where the terminal's own background shows. */
  readonly background: string | undefined;
}

/** The colours a cell is drawn in. Bold text in one of the first eight colours is bright, as terminals have it. */
export function coloursOf(cell: IBufferCell): CellColours {
  const bright = cell.isBold() !== 0 && cell.isFgPalette() && cell.getFgColor() < 8 ? 8 : 0;
  const foreground = colourOf(cell.isFgPalette(), cell.isFgRGB(), cell.getFgColor() + bright);
  const background = colourOf(cell.isBgPalette(), cell.isBgRGB(), cell.getBgColor());
  if (cell.isInverse()) return { foreground: background ?? defaultBackground, background: foreground ?? defaultForeground };
  return { foreground: foreground ?? defaultForeground, background };
}

function colourOf(isPalette: boolean, isRgb: boolean, value: number): string | undefined {
  if (isRgb) return rgb((value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
  return isPalette ? palette[value & 0xff] : undefined;
}
