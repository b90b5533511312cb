import { beforeEach, describe, expect, it, vi } from "vitest";
import { SinkRecorder } from "../testing/sink-recorder";
import { KeyboardInput } from "./keyboard-input";

let sink: SinkRecorder;
let input: KeyboardInput;

beforeEach(() => {
  vi.useFakeTimers();
  sink = new SinkRecorder();
  input = new KeyboardInput(sink, () => true);
  document.body.replaceChildren(input.element);
  key("keydown", "Space", " ");
  key("keyup", "Space", " ");
  sink.take();
  return () => vi.useRealTimers();
});

function key(type: "keydown" | "keyup", code: string, name: string, held: KeyboardEventInit = {}): Event {
  const event = new KeyboardEvent(type, { code, key: name, bubbles: true, cancelable: true, ...held });
  const states = { Control: held.ctrlKey, Shift: held.shiftKey, Alt: held.altKey, Meta: held.metaKey };
  Object.defineProperty(event, "getModifierState", {
    value: (state: string) => Object.entries(states).some(([name, on]) => name === state && on),
  });
  input.element.dispatchEvent(event);
  return event;
}

function paste(text: string): void {
  const event = new Event("paste", { cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: { getData: () => text } });
  input.element.dispatchEvent(event);
}

describe("keys", () => {
  it("go to the desktop and not to the browser", () => {
    expect(key("keydown", "Tab", "Tab").defaultPrevented).toBe(true);
    expect(key("keydown", "F5", "F5").defaultPrevented).toBe(true);
    expect(sink.take()).toBe("+f +3f");
  });

  it("are let go of when the page loses them", () => {
    key("keydown", "KeyA", "a");
    input.element.dispatchEvent(new FocusEvent("blur"));
    expect(sink.take()).toBe("+1e -1e");
  });

  it("Ctrl+Alt+Shift, pressed alone, gives the keyboard back", () => {
    const escaped = vi.fn();
    input.onEscape = escaped;
    key("keydown", "ControlLeft", "Control", { ctrlKey: true });
    key("keydown", "AltLeft", "Alt", { ctrlKey: true, altKey: true });
    key("keydown", "ShiftLeft", "Shift", { ctrlKey: true, altKey: true, shiftKey: true });
    expect(escaped).not.toHaveBeenCalled();
    key("keyup", "ShiftLeft", "Shift", { ctrlKey: true, altKey: true });
    expect(escaped).toHaveBeenCalledOnce();
    expect(sink.take().split(" ").filter((sent) => sent.startsWith("+")).length).toBe(3);
  });

  it("Ctrl+Alt+Shift with another key belongs to the desktop", () => {
    const escaped = vi.fn();
    input.onEscape = escaped;
    const all = { ctrlKey: true, altKey: true, shiftKey: true };
    key("keydown", "ControlLeft", "Control", { ctrlKey: true });
    key("keydown", "AltLeft", "Alt", { ctrlKey: true, altKey: true });
    key("keydown", "ShiftLeft", "Shift", all);
    key("keydown", "KeyR", "R", all);
    key("keyup", "KeyR", "R", all);
    expect(escaped).not.toHaveBeenCalled();
  });
});

describe("pasting", () => {
  it("sends the clipboard before the keys", () => {
    key("keydown", "ControlLeft", "Control", { ctrlKey: true });
    expect(key("keydown", "KeyV", "v", { ctrlKey: true }).defaultPrevented).toBe(false);
    paste("hello");
    key("keyup", "KeyV", "v", { ctrlKey: true });
    expect(sink.take()).toBe("+1d clipboard hello +2f -2f");
  });

  it("sends the keys when there is nothing to paste", () => {
    key("keydown", "ControlLeft", "Control", { ctrlKey: true });
    key("keydown", "KeyV", "v", { ctrlKey: true });
    vi.advanceTimersByTime(100);
    expect(sink.take()).toBe("+1d +2f");
  });

  it("keeps the order of keys when the release comes first", () => {
    key("keydown", "ShiftLeft", "Shift", { shiftKey: true });
    key("keydown", "Insert", "Insert", { shiftKey: true });
    key("keyup", "Insert", "Insert", { shiftKey: true });
    vi.advanceTimersByTime(100);
    expect(sink.take()).toBe("+2a +152 -152");
  });
});

describe("text without keys", () => {
  it("arrives from an input method when it is composed", () => {
    key("keydown", "KeyA", "Process");
    const ended = new CompositionEvent("compositionend");
    Object.defineProperty(ended, "data", { value: "漢" });
    input.element.dispatchEvent(ended);
    expect(sink.take()).toBe("char 6f22");
    expect(input.element.value).toBe("");
  });

  it("arrives from an emoji panel or an on-screen keyboard", () => {
    input.element.dispatchEvent(new InputEvent("input", { inputType: "insertText", data: "😀" }));
    input.element.dispatchEvent(new InputEvent("input", { inputType: "insertCompositionText", data: "x" }));
    expect(sink.take()).toBe("char 1f600");
  });
});
