// @vitest-environment node
import headless from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { type HindsightRecord, readRecords, RecordKind } from "../format/records";
import { openFile } from "../playback/recording-file";
import { corpusFile } from "../testing/corpus";
import { describeScreen } from "../testing/screen-description";
import { emulatorOptions, TerminalScreen } from "./terminal-screen";

const never = new AbortController().signal;

async function loadSegments(): Promise<HindsightRecord[][]> {
  const recording = await openFile(new Blob([corpusFile("terminal/all.hsr")]), never);
  const rows = recording.timeline.index.segments.map((_, row) => recording.load(row, never));
  const chunks = (await Promise.all(rows)).map((segment) => segment.chunks);
  return chunks.map((list) => list.flatMap(({ body, header }) => [...readRecords(body, header.firstTime)]));
}

const sizeOf = ({ body }: HindsightRecord) => body.slice(0, 4).join();

describe("a terminal's recording in xterm.js", () => {
  it("shows after a seek what linear play shows, after every record", async () => {
    const linear = new TerminalScreen(new headless.Terminal(emulatorOptions));
    let size = "";
    let compared = 0;
    for (const records of await loadSegments()) {
      const sought = new TerminalScreen(new headless.Terminal(emulatorOptions));
      for (const record of records) {
        sought.apply(record);
        // Keyframes that only repeat what is known are passed over here, so that it is really they that are tested.
        const isKnown = record.kind === RecordKind.terminalKeyframe && sizeOf(record) === size;
        if (record.kind === RecordKind.terminalKeyframe) size = sizeOf(record);
        if (!isKnown) linear.apply(record);
        expect(describeScreen(sought.emulator), `at ${record.time}`).toEqual(describeScreen(linear.emulator));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(900);
  }, 60_000);

  it("needs a keyframe first", () => {
    const screen = new TerminalScreen(new headless.Terminal(emulatorOptions));
    expect(() => screen.apply({ kind: RecordKind.terminalOutput, time: 0, body: Uint8Array.of(0x61) })).toThrow("no terminal");
    for (const body of [[], [80, 0, 24], [1, 0, 24, 0], [80, 0, 0, 0], [0xe8, 3, 0xe8, 3]]) {
      expect(() => screen.apply({ kind: RecordKind.terminalKeyframe, time: 0, body: Uint8Array.from(body) })).toThrow();
    }
    expect(screen.isUsable).toBe(false);
  });
});
