/** Runs in the page of the seek benchmark: opens the recording as the player's page does, and seeks. */
import { openRecording } from "../../web/player/index";

async function measure(site: string, sid: string, moments: readonly number[]): Promise<string> {
  let bytes = 0;
  let requests = 0;
  const counted: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    requests++;
    bytes += Number(response.headers.get("content-length"));
    return response;
  };
  const container = document.createElement("div");
  Object.assign(container.style, { width: "1280px", height: "720px" });
  document.body.append(container);

  const start = performance.now();
  const player = await openRecording(site, sid, { fetch: counted });
  player.mount(container);
  await player.seek(0);
  const openMs = performance.now() - start;

  const costs = { bytes: [] as number[], requests: [] as number[], ms: [] as number[] };
  for (const moment of moments) {
    bytes = 0;
    requests = 0;
    const begin = performance.now();
    await player.seek(moment);
    costs.ms.push(performance.now() - begin);
    costs.bytes.push(bytes);
    costs.requests.push(requests);
    if (player.state.phase === "failed" || !player.picture()) throw new Error(`no picture at ${moment}: ${player.state.error}`);
  }
  return JSON.stringify({ openMs, ...costs });
}

Object.assign(globalThis, { measure });
