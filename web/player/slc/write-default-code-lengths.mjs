// Writes default-code-lengths.ts from the file the server uses: node web/player/slc/write-default-code-lengths.mjs
import { readFileSync, writeFileSync } from "node:fs";

const source = new URL("../../../src/Recording/Codec/DefaultTables.bin", import.meta.url);
const target = new URL("default-code-lengths.ts", import.meta.url);

const lengths = readFileSync(source);
const runs = [];
for (let i = 0; i < lengths.length; ) {
  let run = 1;
  while (run < 16 && lengths[i + run] === lengths[i]) run++;
  runs.push(((run - 1) << 4) | lengths[i]);
  i += run;
}

const text = Buffer.from(runs).toString("base64");
const lines = text.match(/.{1,100}/g).map((line) => `  "${line}"`);
writeFileSync(
  target,
  `// Written by write-default-code-lengths.mjs from src/Recording/Codec/DefaultTables.bin.
import { fullLengthCount } from "./alphabet";

/** Bytes of a run length less one in the upper half and a code length in the lower. */
const runs =
${lines.join(" +\n")};

/** The code lengths of the built-in tables, in the order of a message that brings its own. */
export function defaultCodeLengths(): Uint8Array {
  const lengths = new Uint8Array(fullLengthCount);
  let at = 0;
  for (const byte of atob(runs)) {
    const run = byte.charCodeAt(0);
    const end = at + (run >> 4) + 1;
    lengths.fill(run & 15, at, end);
    at = end;
  }
  return lengths;
}
`,
);
