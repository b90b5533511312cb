const escape = 0x1b;
const maxDigits = 4;
/** CAN and SUB, which end a sequence. */
const isAbort = (byte: number) => byte === 0x18 || byte === 0x1a;
/** What acts, or has no effect, inside a sequence. */
const isInner = (byte: number) => byte < 0x20 || byte === 0x7f;

/**
 * Prepares recorded output for xterm.js, which would take minutes for a repeat count of ten digits and mistakes some
 * characters that are cut between two writes: of a control sequence's numbers at most four digits pass (docs/FORMAT.md,
 * "Terminals"), and a character that is not whole yet is held back.
 */
export class OutputFilter {
  private state: "text" | "escape" | "sequence" = "text";
  private digits = 0;
  private held = new Uint8Array(0);

  /** Forgets what came before. */
  reset(): void {
    this.state = "text";
    this.digits = 0;
    this.held = new Uint8Array(0);
  }

  filter(output: Uint8Array): Uint8Array {
    const input = new Uint8Array(this.held.length + output.length);
    input.set(this.held);
    input.set(output, this.held.length);
    const whole = input.length - incompleteTail(input);
    this.held = input.slice(whole);

    const passed = new Uint8Array(whole);
    let length = 0;
    for (let i = 0; i < whole; i++) {
      if (this.passes(input, i)) passed[length++] = input[i];
    }
    return passed.subarray(0, length);
  }

  private passes(input: Uint8Array, at: number): boolean {
    const byte = input[at];
    const isC1 = byte === 0x9b && at > 0 && input[at - 1] === 0xc2;
    if (byte === escape) this.state = "escape";
    else if (isAbort(byte)) this.state = "text";
    else if (this.state !== "text" && isInner(byte)) return true;
    else if (isC1 || (this.state === "escape" && byte === 0x5b)) this.begin();
    else if (this.state === "escape") this.state = "text";
    else if (this.state === "sequence") return this.passesInSequence(byte);
    return true;
  }

  private begin(): void {
    this.state = "sequence";
    this.digits = 0;
  }

  private passesInSequence(byte: number): boolean {
    if (byte >= 0x30 && byte <= 0x39) return ++this.digits <= maxDigits;
    this.digits = byte === 0x3a || byte === 0x3b ? 0 : this.digits;
    if (byte >= 0x40) this.state = "text";
    return true;
  }
}

/** How many bytes at the end are the beginning of a character that is not whole. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf8 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}
