/**
 * Which layout the person types on. Keys travel as positions, so the desktop must read them with the person's layout;
 * else AltGr+Q is no @ on a German keyboard. The browser tells what a few keys print, and the languages the person reads;
 * the first language whose layout prints just that is the answer.
 */

/** What the keys Q, Y, semicolon and minus print, and the identifier Windows gives the layout. */
interface Layout {
  readonly id: number;
  readonly keys: string;
}

const us = "qy;-";

const layouts: Readonly<Record<string, Layout>> = {
  "en-us": { id: 0x409, keys: us },
  "en-gb": { id: 0x809, keys: us },
  "de": { id: 0x407, keys: "qzöß" },
  "de-ch": { id: 0x807, keys: "qzö'" },
  "fr": { id: 0x40c, keys: "aym)" },
  "fr-be": { id: 0x80c, keys: "aym)" },
  "fr-ch": { id: 0x100c, keys: "qzé'" },
  "pl": { id: 0x415, keys: us },
  "es": { id: 0x40a, keys: "qyñ'" },
  "it": { id: 0x410, keys: "qyò'" },
  "pt": { id: 0x816, keys: "qyç'" },
  "pt-br": { id: 0x416, keys: "qyç-" },
  "nl": { id: 0x20409, keys: us },
  "da": { id: 0x406, keys: "qyæ+" },
  "nb": { id: 0x414, keys: "qyø+" },
  "sv": { id: 0x41d, keys: "qyö+" },
  "fi": { id: 0x40b, keys: "qyö+" },
  "cs": { id: 0x405, keys: "qzů=" },
  "hu": { id: 0x40e, keys: "qzéü" },
};

const probes = ["KeyQ", "KeyY", "Semicolon", "Minus"];

type KeyboardNavigator = Navigator & { keyboard?: { getLayoutMap?(): Promise<ReadonlyMap<string, string>> } };

/** The Windows identifier of the person's layout; undefined where it can't be told. */
export async function ownKeyboardLayout(from: KeyboardNavigator = navigator): Promise<number | undefined> {
  const printed = await printedKeys(from);
  const known = from.languages.map(layoutOf).filter((layout) => layout !== undefined);
  // Without a look at the keys the first language decides; people whose keyboard differs from it have the menu of keys.
  if (printed === undefined) return known[0]?.id;
  const all = [...known, ...Object.values(layouts)];
  return all.find((layout) => layout.keys === printed)?.id;
}

function layoutOf(language: string): Layout | undefined {
  const name = language.toLowerCase();
  return layouts[name] ?? layouts[name.split("-")[0]!];
}

async function printedKeys(from: KeyboardNavigator): Promise<string | undefined> {
  try {
    const map = await from.keyboard?.getLayoutMap?.();
    const printed = probes.map((code) => map?.get(code) ?? "").join("");
    return printed.length === probes.length ? printed : undefined;
  } catch {
    // Only a page in front may ask; not knowing is an answer too.
    return undefined;
  }
}
