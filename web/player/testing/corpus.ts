import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../../tests/Corpus/", import.meta.url);

/** The names of the files of a folder of tests/Corpus that end in `ending`, without it. */
export function corpusNames(folder: string, ending: string): string[] {
  return readdirSync(new URL(`${folder}/`, root))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}

export function corpusUrl(path: string): URL {
  return new URL(path, root);
}

/** A file of tests/Corpus. */
export function corpusFile(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(corpusUrl(path)));
}

export function corpusJson(path: string): unknown {
  return JSON.parse(new TextDecoder().decode(corpusFile(path)));
}
