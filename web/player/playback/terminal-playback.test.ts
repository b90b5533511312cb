// @vitest-environment node
import { describe, expect, it } from "vitest";
import { FakeScheduler } from "../testing/fake-scheduler";
import { corpusFile } from "../testing/corpus";
import { terminalText } from "../terminal/terminal-painter";
import { Controller } from "./controller";
import { openFile } from "./recording-file";

const never = new AbortController().signal;

async function open(): Promise<Controller> {
  const recording = await openFile(new Blob([corpusFile("terminal/all.hsr")]), never);
  return new Controller(recording, new FakeScheduler(), () => {});
}

describe("the player with a terminal's recording", () => {
  it("shows after any seek what it shows after another way there", async () => {
    const [first, second] = [await open(), await open()];
    const { durationMs } = first.state;
    let seen = new Set<string>();
    for (let i = 0; i <= 40; i++) {
      const time = Math.round((durationMs * i) / 40);
      await first.seek(time);
      await second.seek(durationMs);
      await second.seek(time);
      const shown = first.terminal && terminalText(first.terminal);
      expect(shown, `at ${time}`).toBe(second.terminal && terminalText(second.terminal));
      expect(first.state).toMatchObject({ terminal: true, width: first.terminal?.emulator.cols, trouble: undefined });
      seen = seen.add(shown ?? "");
    }
    expect(seen.size).toBeGreaterThan(20);
    expect(first.picture()).toBeUndefined();
    first.dispose();
    second.dispose();
  }, 60_000);
});
