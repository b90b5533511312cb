import type { IBufferCell, IBufferLine } from "@xterm/xterm";
import { type CellMetrics, fitCells } from "./cell-metrics";
import { drawLineGlyph } from "./line-glyphs";
import { coloursOf, cursorColour, defaultBackground } from "./palette";
import { cursorShapeOf, type CursorShape } from "./terminal-engine";
import type { TerminalScreen } from "./terminal-screen";

const fonts = 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
/** Where letters stand in their row, from its top. */
const baseline = 0.78;
const dimAlpha = 0.55;

/**
 * Paints a terminal on a canvas, cell by cell in device pixels, as large as its container allows. xterm.js has a painter of its
 * own, but it needs styles that the pages' Content-Security-Policy forbids. Owns what it puts into the container.
 */
export class TerminalPainter {
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { alpha: false });
  private readonly observer = new ResizeObserver(() => this.repaint());
  private readonly advance: number;
  private metrics: CellMetrics = { font: 0, width: 0, height: 0, padding: 0 };
  private screen: TerminalScreen | undefined;
  private painted = -1;
  /** What each row looks like now. */
  private rows: string[] = [];

  constructor(private readonly container: HTMLElement) {
    Object.assign(this.canvas.style, { position: "absolute", display: "block", borderRadius: "4px", visibility: "hidden" });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", "The terminal at this moment");
    if (getComputedStyle(container).position === "static") container.style.position = "relative";
    container.append(this.canvas);
    this.advance = this.measure();
    this.observer.observe(container);
  }

  /** Paints the rows that changed since the last time; everything if the terminal has a new size. */
  paint(screen: TerminalScreen): void {
    if (screen === this.screen && screen.version === this.painted) return;
    this.screen = screen;
    this.repaint();
  }

  set isHidden(hidden: boolean) {
    this.canvas.style.visibility = hidden || !this.screen ? "hidden" : "visible";
  }

  remove(): void {
    this.observer.disconnect();
    this.canvas.remove();
  }

  private repaint(): void {
    const { screen, context } = this;
    if (!screen || !context || this.container.clientWidth === 0) return;
    this.place(screen.emulator.cols, screen.emulator.rows);
    this.painted = screen.version;
    const buffer = screen.emulator.buffer.active;
    const shape = cursorShapeOf(screen.emulator);
    const cursorX = Math.min(buffer.cursorX, screen.emulator.cols - 1);
    for (let y = 0; y < screen.emulator.rows; y++) {
      const line = buffer.getLine(buffer.baseY + y);
      if (!line) continue;
      const cursor = y === buffer.cursorY && shape !== "hidden" ? cursorX : -1;
      const look = lookOf(line, screen.emulator.cols, cursor, shape);
      if (look === this.rows[y]) continue;
      this.rows[y] = look;
      this.paintRow(context, line, y, screen.emulator.cols);
      if (cursor >= 0) this.paintCursor(context, line, cursor, y, shape);
    }
  }

  private place(columns: number, rows: number): void {
    const { clientWidth, clientHeight } = this.container;
    const ratio = devicePixelRatio || 1;
    const metrics = fitCells(columns, rows, Math.floor(clientWidth * ratio), Math.floor(clientHeight * ratio), this.advance, ratio);
    const width = columns * metrics.width + 2 * metrics.padding;
    const height = rows * metrics.height + 2 * metrics.padding;
    Object.assign(this.canvas.style, {
      // On whole device pixels, else the browser smears every letter.
      left: `${Math.floor(((clientWidth - width / ratio) / 2) * ratio) / ratio}px`,
      top: `${Math.floor(((clientHeight - height / ratio) / 2) * ratio) / ratio}px`,
      width: `${width / ratio}px`,
      height: `${height / ratio}px`,
    });
    if (width === this.canvas.width && height === this.canvas.height && metrics.font === this.metrics.font) return;
    this.metrics = metrics;
    this.canvas.width = width;
    this.canvas.height = height;
    this.rows = [];
    if (!this.context) return;
    this.context.fillStyle = defaultBackground;
    this.context.fillRect(0, 0, width, height);
  }

  private paintRow(context: CanvasRenderingContext2D, line: IBufferLine, y: number, columns: number): void {
    const { width, height, padding } = this.metrics;
    context.fillStyle = defaultBackground;
    context.fillRect(padding, padding + y * height, columns * width, height);
    for (let x = 0; x < columns; x++) {
      const cell = line.getCell(x);
      if (!cell || cell.getWidth() === 0) continue;
      const { background } = coloursOf(cell);
      if (!background) continue;
      context.fillStyle = background;
      context.fillRect(padding + x * width, padding + y * height, cell.getWidth() * width, height);
    }
    // After all backgrounds: letters may reach into their neighbour's cell.
    for (let x = 0; x < columns; x++) {
      const cell = line.getCell(x);
      if (cell && cell.getWidth() > 0) this.paintText(context, cell, x, y, coloursOf(cell).foreground);
    }
  }

  private paintText(context: CanvasRenderingContext2D, cell: IBufferCell, x: number, y: number, colour: string): void {
    if (cell.isInvisible()) return;
    const { font, height, padding } = this.metrics;
    const box = { x: padding + x * this.metrics.width, y: padding + y * height, width: cell.getWidth() * this.metrics.width, height };
    const alpha = cell.isDim() ? dimAlpha : 1;
    context.fillStyle = colour;
    const fill = (left: number, top: number, w: number, h: number, part = 1) => {
      context.globalAlpha = alpha * part;
      context.fillRect(left, top, w, h);
    };
    const text = cell.getChars();
    if (text.trim() !== "" && !drawLineGlyph(text.codePointAt(0) ?? 0, box, fill)) {
      context.globalAlpha = alpha;
      context.font = `${cell.isItalic() ? "italic " : ""}${cell.isBold() ? "bold " : ""}${font}px ${fonts}`;
      const isPlain = text.length === 1 && text < "\u007f";
      // A glyph of another font may be too wide for its cell.
      if (isPlain) context.fillText(text, box.x, box.y + Math.round(height * baseline));
      else context.fillText(text, box.x, box.y + Math.round(height * baseline), box.width);
    }
    const thick = Math.max(1, Math.round(font / 14));
    if (cell.isUnderline()) fill(box.x, box.y + Math.round(height * 0.88), box.width, thick);
    if (cell.isStrikethrough()) fill(box.x, box.y + Math.round(height * 0.55), box.width, thick);
    if (cell.isOverline()) fill(box.x, box.y, box.width, thick);
    context.globalAlpha = 1;
  }

  private paintCursor(context: CanvasRenderingContext2D, line: IBufferLine, x: number, y: number, shape: CursorShape): void {
    const { width, height, padding } = this.metrics;
    const cell = line.getCell(x);
    const span = Math.max(1, cell?.getWidth() ?? 1) * width;
    const [left, top] = [padding + x * width, padding + y * height];
    const thick = Math.max(1, Math.round(height / 10));
    context.fillStyle = cursorColour;
    if (shape === "bar") context.fillRect(left, top, Math.max(1, Math.round(width / 6)), height);
    else if (shape === "underline") context.fillRect(left, top + height - thick, span, thick);
    else {
      context.fillRect(left, top, span, height);
      if (cell) this.paintText(context, cell, x, y, defaultBackground);
    }
  }

  private measure(): number {
    if (!this.context) return 0.6;
    this.context.font = `100px ${fonts}`;
    return this.context.measureText("W".repeat(10)).width / 1000 || 0.6;
  }
}

/** All that a row's picture depends on. */
function lookOf(line: IBufferLine, columns: number, cursor: number, shape: CursorShape): string {
  let look = cursor >= 0 ? `${shape} ${cursor}\n` : "";
  let style = "";
  for (let x = 0; x < columns; x++) {
    const cell = line.getCell(x);
    if (!cell) continue;
    const next = styleOf(cell);
    if (next !== style) look += `\u0001${next}\u0002`;
    style = next;
    look += cell.getChars() || (cell.getWidth() === 0 ? "" : " ");
    if (cell.getWidth() === 2) look += "\u0003";
  }
  return look;
}

function styleOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return "";
  const { foreground, background = "" } = coloursOf(cell);
  const flags = [cell.isBold(), cell.isDim(), cell.isItalic(), cell.isUnderline(), cell.isInvisible(), cell.isStrikethrough(), cell.isOverline()];
  return `${foreground} ${background} ${flags.map((flag) => (flag ? 1 : 0)).join("")}`;
}

/** The rows of a terminal as text, without the blanks at their ends. */
export function terminalText(screen: TerminalScreen): string {
  const { active } = screen.emulator.buffer;
  const rows = Array.from({ length: screen.emulator.rows }, (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? "");
  return rows.join("\n");
}
