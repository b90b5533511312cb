/** Where a recording's bytes come from. */
export interface ByteSource {
  /** Exactly the bytes from `from` up to `to`; rejects when there are fewer, or with the signal's reason. */
  read(from: number, to: number, signal: AbortSignal): Promise<Uint8Array>;
}

/** A file of the viewer's own computer. */
export class BlobSource implements ByteSource {
  constructor(private readonly blob: Blob) {}

  async read(from: number, to: number, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const bytes = new Uint8Array(await this.blob.slice(from, to).arrayBuffer());
    signal.throwIfAborted();
    if (bytes.length !== to - from) throw new Error("The file is shorter than it was. Open it again.");
    return bytes;
  }
}
