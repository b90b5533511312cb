import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keyboard, type KeyEvent, systemOf } from "./keyboard";
import { SinkRecorder } from "../testing/sink-recorder";

let sink: SinkRecorder;

function event(code: string, key = "", states: readonly string[] = [], more: Partial<KeyEvent> = {}): KeyEvent {
  return {
    code,
    key,
    isComposing: false,
    keyCode: 0,
    timeStamp: 0,
    getModifierState: (state) => states.includes(state),
    ...more,
  };
}

function keyboard(system: "windows" | "mac" | "other" = "other"): Keyboard {
  const made = new Keyboard(sink, system);
  // The first key tells the desktop the lock keys; that is not what most tests are about.
  made.keyDown(event("Space", " "));
  made.keyUp(event("Space", " "));
  sink.take();
  return made;
}

beforeEach(() => {
  sink = new SinkRecorder();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("physical keys", () => {
  it("sends scan codes and uses the event up", () => {
    const keys = keyboard();
    expect(keys.keyDown(event("KeyA", "a"))).toBe(true);
    expect(keys.keyUp(event("KeyA", "a"))).toBe(true);
    expect(sink.take()).toBe("+1e -1e");
  });

  it("repeats the press while a key is held", () => {
    const keys = keyboard();
    for (let i = 0; i < 3; i++) keys.keyDown(event("ArrowDown", "ArrowDown"));
    keys.keyUp(event("ArrowDown", "ArrowDown"));
    expect(sink.take()).toBe("+150 +150 +150 -150");
  });

  it("takes PrintScreen, of which Windows reports the release only", () => {
    keyboard("windows").keyUp(event("PrintScreen", "PrintScreen"));
    expect(sink.take()).toBe("+137 -137");
  });

  it("ignores the release of a key it never saw pressed", () => {
    keyboard().keyUp(event("KeyB", "b"));
    expect(sink.take()).toBe("");
  });
});

// The same physical keys are sent whatever they mean here: the remote layout gives them their meaning.
describe("AltGr on Windows", () => {
  const layouts = [
    { layout: "German", code: "KeyQ", key: "@", scanCode: "10" },
    { layout: "German", code: "KeyE", key: "€", scanCode: "12" },
    { layout: "German", code: "Minus", key: "\\", scanCode: "c" },
    { layout: "German", code: "IntlBackslash", key: "|", scanCode: "56" },
    { layout: "French", code: "Digit0", key: "@", scanCode: "b" },
    { layout: "French", code: "Digit4", key: "{", scanCode: "5" },
    { layout: "Polish", code: "KeyA", key: "ą", scanCode: "1e" },
    { layout: "Polish", code: "KeyX", key: "ź", scanCode: "2d" },
  ];

  it.each(layouts)("types $key of the $layout layout without the Control that Windows invents", ({ code, key, scanCode }) => {
    const keys = keyboard("windows");
    const altGraph = ["AltGraph"];
    keys.keyDown(event("ControlLeft", "Control", ["Control"], { timeStamp: 100 }));
    keys.keyDown(event("AltRight", "AltGraph", altGraph, { timeStamp: 100 }));
    keys.keyDown(event(code, key, altGraph, { timeStamp: 180 }));
    keys.keyUp(event(code, key, altGraph, { timeStamp: 240 }));
    keys.keyUp(event("ControlLeft", "Control", [], { timeStamp: 300 }));
    keys.keyUp(event("AltRight", "AltGraph", [], { timeStamp: 300 }));
    vi.runAllTimers();
    expect(sink.take()).toBe(`+138 +${scanCode} -${scanCode} -138`);
  });

  it("keeps a Control that is not part of AltGr", () => {
    const keys = keyboard("windows");
    keys.keyDown(event("ControlLeft", "Control", ["Control"], { timeStamp: 100 }));
    keys.keyDown(event("KeyC", "c", ["Control"], { timeStamp: 105 }));
    keys.keyUp(event("KeyC", "c", ["Control"], { timeStamp: 200 }));
    keys.keyUp(event("ControlLeft", "Control", [], { timeStamp: 210 }));
    expect(sink.take()).toBe("+1d +2e -2e -1d");
  });

  it("sends a Control that is held alone after a moment, and keeps it when a real right Alt follows later", () => {
    const keys = keyboard("windows");
    keys.keyDown(event("ControlLeft", "Control", ["Control"], { timeStamp: 100 }));
    vi.advanceTimersByTime(30);
    expect(sink.take()).toBe("+1d");
    keys.keyDown(event("AltRight", "Alt", ["Control", "Alt"], { timeStamp: 400 }));
    expect(sink.take()).toBe("+138");
  });

  it("sends a Control that is pressed and released at once", () => {
    const keys = keyboard("windows");
    keys.keyDown(event("ControlLeft", "Control", ["Control"]));
    keys.keyUp(event("ControlLeft", "Control"));
    expect(sink.take()).toBe("+1d -1d");
  });
});

describe("AltGr elsewhere", () => {
  it("is the right Alt key", () => {
    const keys = keyboard();
    keys.keyDown(event("AltRight", "AltGraph", ["AltGraph"]));
    keys.keyDown(event("KeyQ", "@", ["AltGraph"]));
    keys.keyUp(event("KeyQ", "@", ["AltGraph"]));
    keys.keyUp(event("AltRight", "AltGraph"));
    expect(sink.take()).toBe("+138 +10 -10 -138");
  });
});

describe("dead keys and input methods", () => {
  it("sends a dead key as the key it is", () => {
    expect(keyboard().keyDown(event("Equal", "Dead"))).toBe(true);
    expect(sink.take()).toBe("+d");
  });

  it.each([{ isComposing: true }, { keyCode: 229 }, { key: "Process" }])("leaves keys of an input method alone: %o", (more) => {
    expect(keyboard().keyDown(event("KeyA", "a", [], more))).toBe(false);
    expect(sink.take()).toBe("");
  });

  it("types the text of a key that has no physical place", () => {
    const keys = keyboard();
    expect(keys.keyDown(event("", "ß"))).toBe(true);
    expect(keys.keyDown(event("Unidentified", "😀"))).toBe(true);
    expect(keys.keyDown(event("", "Unidentified"))).toBe(false);
    expect(sink.take()).toBe("char df char 1f600");
  });

  it("types text with its line ends and tabs", () => {
    keyboard().type("a\r\nb\tż");
    expect(sink.take()).toBe("char 61 +1c -1c char 62 +f -f char 17c");
  });

  it("types nothing that is no text", () => {
    keyboard().type("a\0\u001b\ud83d\u007fb😀");
    expect(sink.take()).toBe("char 61 char 62 char 1f600");
  });
});

describe("nothing stays down", () => {
  it("lets go of everything, latest first", () => {
    const keys = keyboard();
    keys.keyDown(event("ShiftLeft", "Shift", ["Shift"]));
    keys.keyDown(event("KeyA", "A", ["Shift"]));
    sink.take();
    keys.releaseAll();
    keys.releaseAll();
    expect(sink.take()).toBe("-1e -2a");
  });

  it("notices that the viewer's system swallowed the release of Alt", () => {
    const keys = keyboard();
    keys.keyDown(event("AltLeft", "Alt", ["Alt"]));
    keys.keyDown(event("KeyA", "a"));
    expect(sink.take()).toBe("+38 -38 +1e");
  });

  it("notices it on the mouse as well", () => {
    const keys = keyboard();
    keys.keyDown(event("ControlLeft", "Control", ["Control"]));
    keys.checkModifiers(event(""));
    expect(sink.take()).toBe("+1d -1d");
  });

  it("lets go of keys whose release a Mac does not report", () => {
    const keys = keyboard("mac");
    keys.keyDown(event("MetaLeft", "Meta", ["Meta"]));
    keys.keyDown(event("KeyC", "c", ["Meta"]));
    keys.keyUp(event("MetaLeft", "Meta"));
    expect(sink.take()).toBe("+15b +2e -15b -2e");
  });

  it("presses combinations on their own", () => {
    const keys = keyboard();
    keys.keyDown(event("ShiftLeft", "Shift", ["Shift"]));
    sink.take();
    keys.press("Ctrl+Alt+Del");
    expect(sink.take()).toBe("-2a +1d +38 +153 -153 -38 -1d");
  });
});

describe("lock keys", () => {
  it("tells the desktop the states before the first key", () => {
    new Keyboard(sink, "other").keyDown(event("KeyA", "A", ["CapsLock", "NumLock"]));
    expect(sink.take()).toBe("locks 6 +1e");
  });

  it("sends a lock key as a key and nothing else when both sides agree afterwards", () => {
    const keys = keyboard();
    keys.keyDown(event("CapsLock", "CapsLock", ["CapsLock"]));
    keys.keyUp(event("CapsLock", "CapsLock", ["CapsLock"]));
    keys.keyDown(event("KeyA", "A", ["CapsLock"]));
    expect(sink.take()).toBe("+3a -3a +1e");
  });

  it("corrects a state that changed while the page did not have the keyboard", () => {
    const keys = keyboard();
    keys.releaseAll();
    keys.keyDown(event("KeyA", "A", ["CapsLock"]));
    expect(sink.take()).toBe("locks 4 +1e");
  });
});

it("knows the systems by their user agents", () => {
  expect(systemOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36")).toBe("windows");
  expect(systemOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")).toBe("mac");
  expect(systemOf("Mozilla/5.0 (X11; Linux x86_64)")).toBe("other");
});
