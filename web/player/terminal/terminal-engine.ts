import type { Terminal } from "@xterm/headless";
import { emulatorOptions, TerminalScreen } from "./terminal-screen";

/** Makes a screen for a terminal's recording. xterm.js is fetched only when there is one. */
export async function loadTerminalScreen(): Promise<TerminalScreen> {
  const { Terminal } = await import("@xterm/headless/lib-headless/xterm-headless.mjs");
  return new TerminalScreen(new Terminal(emulatorOptions));
}

/** What xterm.js has but does not declare; its version is pinned, and the tests compare what comes out. */
interface Insides {
  readonly _core?: {
    readonly writeSync?: (bytes: Uint8Array) => void;
    readonly coreService?: {
      readonly isCursorHidden?: boolean;
      readonly decPrivateModes?: { readonly cursorStyle?: string };
    };
  };
}

/** Writes at once: a seek is done when its work is done, not some turns of the page later. */
export function writeNow(emulator: object, bytes: Uint8Array): void {
  const core = (emulator as Insides)._core;
  if (!core?.writeSync) throw new Error("this xterm.js can't write at once");
  core.writeSync(bytes);
}

export type CursorShape = "block" | "underline" | "bar" | "hidden";

export function cursorShapeOf(emulator: object): CursorShape {
  const service = (emulator as Insides)._core?.coreService;
  if (service?.isCursorHidden) return "hidden";
  const style = service?.decPrivateModes?.cursorStyle;
  return style === "underline" || style === "bar" ? style : "block";
}

export type HeadlessTerminal = Terminal;
