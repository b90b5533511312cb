import type { ByteSource } from "../playback/byte-source";

/** Bytes in memory, which may keep a reader waiting or fail. */
export class MemorySource implements ByteSource {
  readonly reads: string[] = [];
  /** Reads wait for this. */
  gate: Promise<void> | undefined;
  failure: Error | undefined;

  constructor(public bytes: Uint8Array) {}

  async read(from: number, to: number, signal: AbortSignal): Promise<Uint8Array> {
    this.reads.push(`${from}-${to}`);
    if (this.gate) await Promise.race([this.gate, until(signal)]);
    else await Promise.resolve();
    signal.throwIfAborted();
    if (this.failure) throw this.failure;
    return this.bytes.slice(from, to);
  }
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}

/** A gate that a test opens. */
export function gate(): { readonly closed: Promise<void>; open(): void } {
  let open = () => {};
  const closed = new Promise<void>((resolve) => (open = resolve));
  return { closed, open };
}
