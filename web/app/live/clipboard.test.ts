import { beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../controls/toasts";
import { ClipboardBridge } from "./clipboard";

const clipboard = { readText: vi.fn(), writeText: vi.fn() };
const sendClipboard = vi.fn();
let permission = "granted";
let bridge: ClipboardBridge;

const lastToast = () => toasts.value.at(-1)?.message;

beforeEach(() => {
  toasts.value = [];
  sendClipboard.mockReset();
  clipboard.readText.mockReset();
  clipboard.writeText.mockReset().mockResolvedValue(undefined);
  vi.stubGlobal("navigator", { clipboard, permissions: { query: async () => ({ state: permission }) } });
  bridge = new ClipboardBridge({ sendClipboard });
});

test("a text from the desktop is news only where the browser keeps us from writing it", async () => {
  permission = "granted";
  await bridge.receive("a");
  expect(bridge.news.value).toBe(false);
  permission = "prompt";
  await bridge.receive("b");
  expect(bridge.news.value).toBe(true);
  await bridge.copyFromDesktop();
  expect(clipboard.writeText).toHaveBeenCalledWith("b");
  expect(bridge.news.value).toBe(false);
});

test("sending takes the clipboard's text as it is", async () => {
  clipboard.readText.mockResolvedValue("zwölf\n");
  await bridge.sendToDesktop();
  expect(sendClipboard).toHaveBeenCalledExactlyOnceWith("zwölf\n");
});

test.each([
  ["nothing", "", "Copy a text first"],
  ["more than the server takes, counted in bytes", "ü".repeat(600_000), "too long"],
])("%s is not sent, and the message says what to do", async (_, text, message) => {
  clipboard.readText.mockResolvedValue(text);
  await bridge.sendToDesktop();
  expect(sendClipboard).not.toHaveBeenCalled();
  expect(lastToast()).toContain(message);
});

test("a browser that refuses leaves everything as it is and says what to allow", async () => {
  clipboard.readText.mockRejectedValue(new DOMException("no", "NotAllowedError"));
  await bridge.sendToDesktop();
  expect(lastToast()).toContain("Allow this site to read the clipboard");

  permission = "denied";
  await bridge.receive("kept");
  clipboard.writeText.mockRejectedValue(new DOMException("no", "NotAllowedError"));
  await bridge.copyFromDesktop();
  expect(bridge.news.value).toBe(true);
});
