// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RangeSource } from "./range-source";

const file = Uint8Array.from({ length: 100 }, (_, i) => i);
const never = new AbortController().signal;
let answers: (() => Response | Promise<Response>)[];
let asked: string[];

const fetcher: typeof fetch = (_, init) => {
  asked.push(new Headers(init?.headers).get("range") ?? "");
  return Promise.resolve().then(answers.shift());
};

function part(from: number, to: number): () => Response {
  return () => new Response(file.slice(from, to), { status: 206 });
}

function error(status: number, body = "{}"): () => Response {
  return () => new Response(body, { status });
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = [];
  return () => vi.useRealTimers();
});

async function read(from: number, to: number, signal = never): Promise<Uint8Array> {
  const result = new RangeSource(fetcher, "/data").read(from, to, signal);
  result.catch(() => undefined);
  await vi.runAllTimersAsync();
  return result;
}

describe("ranges", () => {
  it("are asked for as they are", async () => {
    answers = [part(10, 20)];
    expect(await read(10, 20)).toEqual(file.slice(10, 20));
    expect(asked).toEqual(["bytes=10-19"]);
  });

  it("are asked for again when the network or the server fails for a moment", async () => {
    answers = [() => Promise.reject(new TypeError("network")), error(503), error(429), part(0, 4)];
    expect(await read(0, 4)).toEqual(file.slice(0, 4));
    expect(asked).toHaveLength(4);
  });

  it("are given up after a while, with a sentence", async () => {
    answers = Array.from({ length: 4 }, () => () => Promise.reject(new TypeError("network")));
    await expect(read(0, 4)).rejects.toThrow("The server can't be reached. Check the network and try again.");
  });

  it("are not asked for again when the answer is final", async () => {
    answers = [error(403, JSON.stringify({ error: { code: "access_denied", message: "Ask for the role auditor." } }))];
    await expect(read(0, 4)).rejects.toThrow("Ask for the role auditor.");
    answers = [error(401)];
    await expect(read(0, 4)).rejects.toThrow(/Sign in/);
    answers = [error(404, "<html>")];
    await expect(read(0, 4)).rejects.toThrow(/status 404/);
  });

  it("are refused when the server sends something else", async () => {
    answers = [part(0, 3)];
    await expect(read(0, 4)).rejects.toThrow(/less of the recording/);
    answers = [() => new Response(file)];
    await expect(read(0, 4)).rejects.toThrow(/does not send parts/);
  });

  it("can be given up, also between two tries", async () => {
    answers = [error(503), part(0, 4)];
    const abort = new AbortController();
    const result = new RangeSource(fetcher, "/data").read(0, 4, abort.signal);
    result.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(100);
    abort.abort(new Error("another seek"));
    await expect(result).rejects.toThrow("another seek");
    expect(asked).toHaveLength(1);
  });
});
