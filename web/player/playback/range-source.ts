import type { ByteSource } from "./byte-source";
import { fetchPatiently, HttpError } from "./http";

/** Reads parts of a file over HTTP. */
export class RangeSource implements ByteSource {
  constructor(
    private readonly fetcher: typeof fetch,
    private readonly url: string,
  ) {}

  async read(from: number, to: number, signal: AbortSignal): Promise<Uint8Array> {
    const response = await fetchPatiently(this.fetcher, this.url, { Range: `bytes=${from}-${to - 1}` }, signal);
    if (response.status !== 206) {
      // The whole recording may be larger than memory.
      await response.body?.cancel();
      throw new HttpError(response.status, "The server does not send parts of a recording. Is a proxy in between?");
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    signal.throwIfAborted();
    if (bytes.length !== to - from) throw new HttpError(206, "The server sent less of the recording than asked for.");
    return bytes;
  }
}
