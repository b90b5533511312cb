import {
  contextCount,
  distanceCodes,
  distanceTable,
  firstBlueTable,
  firstRedTable,
  fullLengthCount,
  indexBits,
  longBits,
  mainSymbols,
  singleLengthCount,
  tableCount,
  tableLength,
} from "./alphabet";
import { CodeLengthReader } from "./code-lengths";
import { defaultCodeLengths } from "./default-code-lengths";
import { buildTable } from "./huffman";
import type { MessageReader } from "./message-reader";

/** The nineteen decoding tables of a message. Table n's entries begin at `n * tableLength`. */
export class CodeTables {
  readonly entries = new Uint16Array(tableCount * tableLength);
  /** Selects the table of a context or a residual class: all ones, or 0 when one set serves every context. */
  contextMask = -1;

  private readonly lengths = new Uint8Array(fullLengthCount);
  private readonly lengthReader = new CodeLengthReader();

  /** The built-in tables; made once, then shared. */
  static get defaults(): CodeTables {
    if (!builtIn) {
      builtIn = new CodeTables();
      builtIn.lengths.set(defaultCodeLengths());
      builtIn.buildFull();
    }
    return builtIn;
  }

  /** Reads a set of codes for each context. */
  readFull(reader: MessageReader): void {
    this.lengthReader.read(reader, this.lengths, fullLengthCount);
    this.buildFull();
  }

  /** Reads one set of codes for all contexts. */
  readSingle(reader: MessageReader): void {
    this.lengthReader.read(reader, this.lengths, singleLengthCount);
    this.contextMask = 0;
    this.build(0, 0, mainSymbols);
    this.build(firstRedTable, mainSymbols, 256);
    this.build(firstBlueTable, mainSymbols + 256, 256);
    this.build(distanceTable, mainSymbols + 512, distanceCodes);
  }

  private buildFull(): void {
    const red = contextCount * mainSymbols;
    const blue = red + contextCount * 256;
    this.contextMask = -1;
    for (let context = 0; context < contextCount; context++) {
      this.build(context, context * mainSymbols, mainSymbols);
      this.build(firstRedTable + context, red + context * 256, 256);
      this.build(firstBlueTable + context, blue + context * 256, 256);
    }
    this.build(distanceTable, blue + contextCount * 256, distanceCodes);
  }

  private build(table: number, offset: number, count: number): void {
    buildTable(this.lengths, offset, count, this.entries, table * tableLength, indexBits, longBits);
  }
}

let builtIn: CodeTables | undefined;
