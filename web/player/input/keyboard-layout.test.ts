import { describe, expect, test } from "vitest";
import { ownKeyboardLayout } from "./keyboard-layout";

const german = { KeyQ: "q", KeyY: "z", Semicolon: "ö", Minus: "ß" };
const french = { KeyQ: "a", KeyY: "y", Semicolon: "m", Minus: ")" };
const american = { KeyQ: "q", KeyY: "y", Semicolon: ";", Minus: "-" };

function browser(languages: string[], keys?: Record<string, string>) {
  const keyboard = keys && { getLayoutMap: () => Promise.resolve(new Map(Object.entries(keys))) };
  return { languages, keyboard } as unknown as Navigator;
}

describe("the person's keyboard layout", () => {
  test.each([
    ["a German keyboard", ["de-DE"], german, 0x407],
    ["a German keyboard of a person who reads English", ["en-US", "en"], german, 0x407],
    ["a French keyboard", ["fr-FR"], french, 0x40c],
    ["a Polish programmer's keyboard, which prints as an American one", ["pl-PL"], american, 0x415],
    ["an American keyboard of a person who reads German first", ["de", "en-US"], american, 0x409],
    ["a keyboard nobody knows", ["en-US"], { KeyQ: "ض", KeyY: "غ", Semicolon: "ک", Minus: "-" }, undefined],
  ])("%s", async (_name, languages, keys, id) => {
    expect(await ownKeyboardLayout(browser(languages, keys))).toBe(id);
  });

  test("goes by the language where the browser shows no keys", async () => {
    expect(await ownKeyboardLayout(browser(["de-AT", "en"]))).toBe(0x407);
    expect(await ownKeyboardLayout(browser(["xx"]))).toBeUndefined();
  });

  test("a browser that refuses to show its keys is one that shows none", async () => {
    const shy = { languages: ["pl"], keyboard: { getLayoutMap: () => Promise.reject(new Error("not now")) } };
    expect(await ownKeyboardLayout(shy as unknown as Navigator)).toBe(0x415);
  });
});
