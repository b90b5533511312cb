import type { ITerminalOptions, Terminal } from "@xterm/xterm";
import { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";
import { type HindsightRecord, RecordKind, requiredKind } from "../format/records";
import { formatWidths } from "./character-width";
import { OutputFilter } from "./output-filter";
import { writeNow } from "./terminal-engine";

/** What of xterm.js is used; its headless form has it too. */
export type Emulator = Pick<Terminal, "buffer" | "cols" | "modes" | "parser" | "resize" | "rows" | "unicode" | "write">;

/** Rows are not wrapped anew and nothing scrolls back, so that a keyframe is all there is to know. */
export const emulatorOptions: ITerminalOptions = {
  allowProposedApi: true,
  disableStdin: true,
  scrollback: 0,
  logLevel: "off",
  windowsPty: { backend: "winpty", buildNumber: 1 },
};

const minColumns = 2;
const maxSide = 1000;
const maxCells = 1 << 17;
/** Aborts a sequence or string that is not whole; then everything is reset. */
const reset = Uint8Array.of(0x18, 0x1b, 0x63);
/** Commands that change colours, make links or reach the clipboard. What a recording shows must not depend on the past, nor act. */
const withheldCommands = [4, 8, 10, 11, 12, 52, 104, 110, 111, 112];

/** A terminal as the records up to now left it, in an xterm.js. */
export class TerminalScreen {
  private readonly filter = new OutputFilter();
  private usable = false;
  /** Another number whenever something may have changed. */
  version = 0;

  constructor(readonly emulator: Emulator) {
    emulator.unicode.register(formatWidths);
    emulator.unicode.activeVersion = formatWidths.version;
    for (const command of withheldCommands) emulator.parser.registerOscHandler(command, () => true);
  }

  /** Whether there is something to show, be it what was there before damage. */
  get hasPicture(): boolean {
    return this.version > 0;
  }

  get isUsable(): boolean {
    return this.usable;
  }

  /** Applies a record; kinds that do not concern the terminal have no effect. */
  apply(record: HindsightRecord): void {
    switch (record.kind) {
      case RecordKind.terminalKeyframe:
        this.begin(new ByteReader(record.body));
        break;
      case RecordKind.terminalOutput:
        if (!this.usable) throw new FormatError("there is no terminal to write to");
        this.write(this.filter.filter(record.body));
        break;
      default:
        if (record.kind & requiredKind) {
          this.usable = false;
          throw new FormatError(`the recording uses a feature (${record.kind}) this player is too old for`);
        }
    }
  }

  /** Gives up the screen: what comes before the next keyframe can't be applied to it. */
  invalidate(): void {
    this.usable = false;
  }

  private begin(reader: ByteReader): void {
    const { columns, rows } = readTerminalSize(reader);
    this.filter.reset();
    this.write(reset);
    this.emulator.resize(columns, rows);
    this.write(this.filter.filter(reader.rest()));
    this.usable = true;
  }

  private write(bytes: Uint8Array): void {
    this.version++;
    writeNow(this.emulator, bytes);
  }
}

export function readTerminalSize(reader: ByteReader): { columns: number; rows: number } {
  const columns = reader.u16();
  const rows = reader.u16();
  if (columns < minColumns || rows < 1 || columns > maxSide || rows > maxSide || columns * rows > maxCells) {
    throw new FormatError("a terminal has an impossible size");
  }
  return { columns, rows };
}
