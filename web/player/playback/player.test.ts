import { describe, expect, it, vi } from "vitest";
import { RecordingBuilder } from "../testing/recording-builder";
import { keyframe } from "../testing/records";
import { openRecording } from "./player";

const recorded = new RecordingBuilder().segment(0, 3, 2, keyframe(3, 2, 0xff0000ff | 0)).until(1000);

/** A server with one recording. */
function server(asked: string[]): typeof fetch {
  return (url, init) => {
    const range = new Headers(init?.headers).get("range");
    asked.push(range ? `${String(url)} ${range}` : String(url));
    if (String(url).endsWith("/index")) return Promise.resolve(new Response(JSON.stringify(recorded.index())));
    const [from, to] = (range ?? "").replace("bytes=", "").split("-").map(Number);
    return Promise.resolve(new Response(recorded.bytes.slice(from, to + 1), { status: 206 }));
  };
}

describe("a player", () => {
  it("reads the index and then what it shows", async () => {
    const asked: string[] = [];
    const player = await openRecording("my site", "a/b", { fetch: server(asked) });
    await vi.waitFor(() => expect(player.state.phase).toBe("paused"));
    const base = "/v1/webapi/sites/my%20site/recordings/a%2Fb";
    expect(asked).toEqual([`${base}/index`, `${base}/data bytes=64-${recorded.bytes.length - 1}`]);
    expect(player.picture()).toMatchObject({ width: 3, height: 2, timeMs: 0 });
    expect(new Set(player.picture()?.pixels)).toEqual(new Set([0xff0000ff]));
    player.dispose();
  });

  it("gives copies of its picture, which can be changed without harm", async () => {
    const player = await openRecording("s", "r", { fetch: server([]) });
    await vi.waitFor(() => expect(player.picture()).toBeDefined());
    player.picture()?.pixels.fill(0);
    expect(player.picture()?.pixels[0]).toBe(0xff0000ff);
    player.dispose();
  });

  it("toggles between playing and standing still", async () => {
    const player = await openRecording("s", "r", { fetch: server([]) });
    await vi.waitFor(() => expect(player.state.phase).toBe("paused"));
    player.toggle();
    expect(player.state).toMatchObject({ phase: "playing", playing: true });
    player.toggle();
    expect(player.state).toMatchObject({ phase: "paused", playing: false });
    player.dispose();
  });

  it("does not open what the server refuses, and says why", async () => {
    const body = JSON.stringify({ error: { code: "no_such_recording", message: "There is no such recording. Look in the list." } });
    const refusing: typeof fetch = () => Promise.resolve(new Response(body, { status: 404 }));
    await expect(openRecording("s", "r", { fetch: refusing })).rejects.toThrow("There is no such recording. Look in the list.");
  });
});
