import { FormatError } from "../format/format-error";
import { buildTable, noSymbol } from "./huffman";
import { type MessageReader, peekAt } from "./message-reader";

const lengthCodeBits = 7;
const lengthCodeSymbols = 19;

/** Reads the code lengths at the head of a message: run lengths under a code of their own, as in deflate. */
export class CodeLengthReader {
  private readonly table = new Uint16Array(1 << lengthCodeBits);
  private readonly codeLengths = new Uint8Array(lengthCodeSymbols);

  read(reader: MessageReader, lengths: Uint8Array, count: number): void {
    for (let i = 0; i < lengthCodeSymbols; i++) this.codeLengths[i] = reader.take(3);
    buildTable(this.codeLengths, 0, lengthCodeSymbols, this.table, 0, lengthCodeBits);

    for (let i = 0; i < count; ) {
      const entry = this.table[peekAt(reader.view, reader.position) & ((1 << lengthCodeBits) - 1)];
      if (entry >= noSymbol) throw new FormatError("a code length has no code");
      reader.position += entry & 15;
      const symbol = entry >> 4;
      let repeat = 1;
      let length = symbol;
      if (symbol === 16) {
        repeat = 3 + reader.take(2);
        length = i > 0 ? lengths[i - 1] : 0;
      } else if (symbol > 16) {
        repeat = symbol === 17 ? 3 + reader.take(3) : 11 + reader.take(7);
        length = 0;
      }
      if (i + repeat > count) throw new FormatError("code lengths run past their count");
      if (reader.isOverrun) throw new FormatError("code lengths are cut");
      lengths.fill(length, i, i + repeat);
      i += repeat;
    }
  }
}
