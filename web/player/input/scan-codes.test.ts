import { describe, expect, it } from "vitest";
import { keyCombinations, keysOf } from "./combinations";
import { scanCodeOf } from "./scan-codes";

describe("scan codes", () => {
  it.each([
    ["Escape", 0x01],
    ["Digit0", 0x0b],
    ["Backspace", 0x0e],
    ["Tab", 0x0f],
    ["BracketRight", 0x1b],
    ["Enter", 0x1c],
    ["ControlLeft", 0x1d],
    ["Quote", 0x28],
    ["Backquote", 0x29],
    ["Backslash", 0x2b],
    ["KeyM", 0x32],
    ["Slash", 0x35],
    ["NumpadMultiply", 0x37],
    ["CapsLock", 0x3a],
    ["F10", 0x44],
    ["NumLock", 0x45],
    ["ScrollLock", 0x46],
    ["NumpadSubtract", 0x4a],
    ["NumpadAdd", 0x4e],
    ["NumpadDecimal", 0x53],
    ["IntlBackslash", 0x56],
    ["F12", 0x58],
    ["F13", 0x64],
    ["F23", 0x6e],
    ["IntlRo", 0x73],
    ["Convert", 0x79],
    ["IntlYen", 0x7d],
    ["NumpadEnter", 0x11c],
    ["AltRight", 0x138],
    ["Pause", 0x146],
    ["Delete", 0x153],
    ["MetaLeft", 0x15b],
    ["ContextMenu", 0x15d],
  ])("%s", (code, scanCode) => expect(scanCodeOf(code)).toBe(scanCode));

  it("knows no place for other keys", () => {
    expect(scanCodeOf("")).toBeUndefined();
    expect(scanCodeOf("Unidentified")).toBeUndefined();
    expect(scanCodeOf("toString")).toBeUndefined();
  });

  it("has every key of the combinations", () => {
    for (const code of keyCombinations.flatMap(keysOf)) expect(scanCodeOf(code), code).toBeDefined();
  });
});
