import type { IBufferCell } from "@xterm/xterm";
import type { Emulator } from "../terminal/terminal-screen";

/**
 * A run of a row: a style, and cells of one column and one character each, or a single other cell with its width.
 * Only for tests.
 */
export type Run = readonly [style: string, text: string, width?: number];

/** What a terminal shows, in a form that two programs can compare. Blank cells are spaces; those at a row's end are left out. */
export interface ScreenDescription {
  readonly columns: number;
  readonly rows: number;
  readonly cursor: readonly [number, number];
  readonly alternate: boolean;
  readonly modes: string;
  readonly cells: readonly (readonly Run[])[];
}

export function describeScreen(terminal: Emulator): ScreenDescription {
  const { active } = terminal.buffer;
  const cells: Run[][] = [];
  for (let y = 0; y < terminal.rows; y++) {
    const line = active.getLine(active.baseY + y);
    const row: (readonly [string, string, number])[] = [];
    for (let x = 0; line && x < terminal.cols; x++) {
      const cell = line.getCell(x);
      if (!cell) continue;
      if (cell.getWidth() > 0 || cell.getChars() !== "") row.push([describeStyle(cell), withoutBlank(cell.getChars()), Math.max(1, cell.getWidth())]);
    }
    cells.push(toRuns(row));
  }
  const { cursorX, cursorY, type } = active;
  return {
    columns: terminal.cols,
    rows: terminal.rows,
    cursor: [cursorX, cursorY],
    alternate: type === "alternate",
    modes: describeModes(terminal),
    cells,
  };
}

/** A blank is a space; a mark on a blank cell, which may have been a space or not, stands alone. */
function withoutBlank(text: string): string {
  return text.length > 1 && text.startsWith(" ") ? text.slice(1) : text || " ";
}

function toRuns(row: (readonly [string, string, number])[]): Run[] {
  while (row.length > 0 && row[row.length - 1][0] === "" && row[row.length - 1][1] === " ") row.pop();
  const runs: Run[] = [];
  let open: [string, string] | undefined;
  for (const [style, text, width] of row) {
    const isPlain = width === 1 && [...text].length === 1;
    if (isPlain && open?.[0] === style) {
      open[1] += text;
    } else if (isPlain) {
      open = [style, text];
      runs.push(open);
    } else {
      open = undefined;
      runs.push([style, text, width]);
    }
  }
  return runs;
}

const flags: readonly [string, (cell: IBufferCell) => number][] = [
  ["bold", (cell) => cell.isBold()],
  ["dim", (cell) => cell.isDim()],
  ["italic", (cell) => cell.isItalic()],
  ["underline", (cell) => cell.isUnderline()],
  ["blink", (cell) => cell.isBlink()],
  ["inverse", (cell) => cell.isInverse()],
  ["invisible", (cell) => cell.isInvisible()],
  ["strikethrough", (cell) => cell.isStrikethrough()],
  ["overline", (cell) => cell.isOverline()],
];

function describeStyle(cell: IBufferCell): string {
  const words = flags.filter(([, isSet]) => isSet(cell)).map(([name]) => name);
  if (cell.isFgPalette()) words.push(`text${cell.getFgColor()}`);
  if (cell.isFgRGB()) words.push(`text#${hex(cell.getFgColor())}`);
  if (cell.isBgPalette()) words.push(`back${cell.getBgColor()}`);
  if (cell.isBgRGB()) words.push(`back#${hex(cell.getBgColor())}`);
  return words.join(" ");
}

const hex = (colour: number) => colour.toString(16).padStart(6, "0");

function describeModes({ modes }: Emulator): string {
  const names: readonly [string, boolean][] = [
    ["cursor keys", modes.applicationCursorKeysMode],
    ["keypad", modes.applicationKeypadMode],
    ["paste", modes.bracketedPasteMode],
    ["insert", modes.insertMode],
    ["origin", modes.originMode],
    ["reverse wraparound", modes.reverseWraparoundMode],
    ["focus", modes.sendFocusMode],
    ["synchronized", modes.synchronizedOutputMode],
    ["no wraparound", !modes.wraparoundMode],
    [`mouse ${modes.mouseTrackingMode}`, modes.mouseTrackingMode !== "none"],
  ];
  return names.filter(([, isSet]) => isSet).map(([name]) => name).join(", ");
}
