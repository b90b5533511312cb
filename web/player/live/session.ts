import type { Picture } from "../screen/picture";
import type { KeyCombination } from "../input/combinations";
import { Debounce } from "./debounce";
import { LiveConnection } from "./live-connection";
import { LiveView } from "./live-view";

export interface LiveOptions {
  readonly login: string;
  readonly password: string;
  readonly domain?: string;
  /** The wished size of the desktop, in its pixels. */
  readonly width: number;
  readonly height: number;
  readonly clipboard: boolean;
  /** The Windows identifier of the person's keyboard layout; left out, the desktop keeps its own. */
  readonly keyboardLayout?: number;
}

export type LiveStage = "resolving" | "connecting" | "securing" | "signing in" | "starting";
export type NoticeLevel = "information" | "warning" | "error";

/** The certificate of a desktop that was never seen before. */
export interface CertificateQuestion {
  readonly sha256: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface LiveStarted {
  readonly sid: string;
  readonly desktop: string;
  readonly login: string;
  readonly width: number;
  readonly height: number;
  readonly recording: { readonly on: boolean; readonly rule: string };
  readonly clipboard: boolean;
}

/** What the session tells; every member may be left out, but then a new certificate is refused. */
export interface LiveEvents {
  stage?(stage: LiveStage): void;
  /** Whether to trust this certificate from now on. */
  certificate?(question: CertificateQuestion): Promise<boolean>;
  started?(started: LiveStarted): void;
  /** The desktop's screen has another size. */
  resized?(width: number, height: number): void;
  /** Text was copied on the desktop. */
  clipboard?(text: string): void;
  notice?(level: NoticeLevel, message: string): void;
  /** Once, last. `code` as in docs/ARCHITECTURE.md, or `connection_lost`; the message says what to do. */
  ended?(code: string, message: string): void;
}

/** A desktop session that runs in this page. */
export interface LiveSession {
  /** Shows the desktop in a container and listens to keyboard, mouse and clipboard there; returns how to remove it. */
  mount(container: HTMLElement): () => void;
  /** Gives the desktop the keyboard. */
  focus(): void;
  /** Asks the desktop for another size, in its pixels; calls in quick succession become one. */
  resize(width: number, height: number): void;
  /** Presses and releases keys the browser keeps for itself. */
  press(combination: KeyCombination): void;
  /** Types text as characters, whatever the keyboard layouts. */
  type(text: string): void;
  /** Puts text on the desktop's clipboard. */
  sendClipboard(text: string): void;
  /** The picture as it is now, without the pointer; undefined before the first. */
  picture(): Picture | undefined;
  /** Ends the session. */
  close(): void;
}

/** Dragging a window's edge asks for one new size, not for hundreds. */
const resizeMs = 250;

/** Connects; `url` is the ws(s) address of `…/desktops/{name}/connect/ws`, or its path on this server. */
export function openLiveSession(url: string, options: LiveOptions, events: LiveEvents): LiveSession {
  const address = new URL(url, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const connection = new LiveConnection(new WebSocket(address), options, events);
  const resizing = new Debounce(resizeMs);
  let view: LiveView | undefined;

  return {
    mount(container) {
      view?.remove();
      const mounted = new LiveView(container, connection);
      view = mounted;
      return () => {
        if (view !== mounted) return;
        view = undefined;
        mounted.remove();
      };
    },
    focus: () => view?.focus(),
    resize: (width, height) =>
      resizing.call(() => connection.resize({ width: toSide(width), height: toSide(height) })),
    press: (combination) => view?.keyboard.press(combination),
    type: (text) => view?.keyboard.type(text),
    sendClipboard: (text) => connection.send.clipboard(text),
    picture: () => connection.picture(),
    close() {
      resizing.cancel();
      connection.close();
    },
  };
}

function toSide(pixels: number): number {
  return Math.min(16384, Math.max(1, Math.round(pixels)));
}
