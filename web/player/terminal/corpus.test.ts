// @vitest-environment node
import { existsSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import headless from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { RecordKind } from "../format/records";
import { ByteWriter } from "../testing/byte-writer";
import { corpusFile, corpusJson, corpusNames, corpusUrl } from "../testing/corpus";
import { describeScreen, type ScreenDescription } from "../testing/screen-description";
import { streams } from "../testing/terminal-streams";
import { characterWidth } from "./character-width";
import { emulatorOptions, TerminalScreen } from "./terminal-screen";

// xterm.js is the judge: it says what the output in tests/Corpus/terminal shows, and the server's emulator is held to that.

interface Expectation {
  readonly columns: number;
  readonly rows: number;
  /** The screen after so many bytes. */
  readonly screens: readonly (ScreenDescription & { readonly after: number; readonly title: string })[];
}

const update = env["UPDATE_CORPUS"] === "1";
const folder = "terminal";
const file = (name: string) => corpusUrl(`${folder}/${name}`);

if (update) {
  for (const [name, { output, columns, rows }] of streams) {
    writeFileSync(file(`${name}.vt`), output);
    if (!existsSync(file(`${name}.json`))) writeFileSync(file(`${name}.json`), JSON.stringify({ columns, rows, screens: [] }));
  }
}

async function play(output: Uint8Array, { columns, rows }: Expectation): Promise<Expectation> {
  const emulator = new headless.Terminal(emulatorOptions);
  const screen = new TerminalScreen(emulator);
  let title = "";
  emulator.onTitleChange((text) => (title = text));
  screen.apply({ kind: RecordKind.terminalKeyframe, time: 0, body: new ByteWriter().u16(columns, rows).toBytes() });
  const screens = [];
  for (const [from, to] of stretches(output.length)) {
    screen.apply({ kind: RecordKind.terminalOutput, time: 0, body: output.subarray(from, to) });
    screens.push({ after: to, title, ...describeScreen(emulator) });
  }
  emulator.dispose();
  return { columns, rows, screens };
}

/** Cut at odd places, so that sequences and characters are cut too. */
function stretches(length: number): [number, number][] {
  const ends = [...new Set([1, 2, 3, 4].map((part) => Math.round((length * part) / 4)))];
  return ends.map((end, i) => [ends[i - 1] ?? 0, end]);
}

function write(name: string, { columns, rows, screens }: Expectation): void {
  const lines = screens.map(({ cells, ...rest }) => {
    const head = JSON.stringify(rest).slice(0, -1);
    return `${head},"cells":[\n${cells.map((row) => JSON.stringify(row)).join(",\n")}]}`;
  });
  writeFileSync(file(`${name}.json`), `{"columns":${columns},"rows":${rows},"screens":[\n${lines.join(",\n")}\n]}\n`);
}

describe("the terminal output of the corpus", () => {
  it("is what the streams made by hand say", () => {
    for (const [name, { output }] of streams) expect(corpusFile(`${folder}/${name}.vt`), name).toEqual(output);
  });

  it.each(corpusNames(folder, ".vt"))("shows in xterm.js what the file beside it says: %s", async (name) => {
    const expected = corpusJson(`${folder}/${name}.json`) as Expectation;
    const shown = await play(corpusFile(`${folder}/${name}.vt`), expected);
    if (update) write(name, shown);
    else expect(shown).toEqual(expected);
  });

  it("has the widths of characters that the server has", () => {
    const widths = corpusJson(`${folder}/widths.json`) as readonly (readonly [number, number])[];
    const own: [number, number][] = [];
    for (let code = 0; code < 0x110000; code++) {
      const width = characterWidth(code);
      if (own.at(-1)?.[1] !== width) own.push([code, width]);
    }
    expect(own).toEqual(widths);
  });
});
