import { signal } from "@preact/signals";
import type { LiveSession } from "../../player";
import { showToast } from "../controls/toasts";

/** The server ends a session that sends more, in bytes of UTF-8. */
const limit = 1024 * 1024;

/** The clipboard by hand, for browsers that do not let the player carry texts by itself. */
export class ClipboardBridge {
  /** The last text that was copied on the desktop. */
  readonly fromDesktop = signal<string | undefined>(undefined);
  /** Whether that text probably did not reach this computer's clipboard yet. */
  readonly news = signal(false);

  constructor(private readonly session: Pick<LiveSession, "sendClipboard">) {}

  async receive(text: string): Promise<void> {
    this.fromDesktop.value = text;
    this.news.value = !(await mayWrite());
  }

  /** On a click: puts the desktop's text on this computer's clipboard. */
  async copyFromDesktop(): Promise<void> {
    const text = this.fromDesktop.value;
    if (text === undefined) return showToast("Copy a text on the desktop first.");
    try {
      await navigator.clipboard.writeText(text);
      this.news.value = false;
      showToast("The desktop's text is on your clipboard.");
    } catch {
      showToast("The browser refused. Allow this site to use the clipboard, then try again.", "warning");
    }
  }

  /** On a click: sends this computer's clipboard; the browser may ask for permission first. */
  async sendToDesktop(): Promise<void> {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      return showToast("The browser refused. Allow this site to read the clipboard, then try again.", "warning");
    }
    if (text === "") return showToast("Your clipboard holds no text. Copy a text first.");
    if (new TextEncoder().encode(text).length > limit) {
      return showToast("The text is too long for the desktop. Copy at most 1 MB at a time.", "warning");
    }
    this.session.sendClipboard(text);
    showToast("Your text is on the desktop's clipboard. Paste it there.");
  }
}

async function mayWrite(): Promise<boolean> {
  try {
    const permission = await navigator.permissions.query({ name: "clipboard-write" as PermissionName });
    return permission.state === "granted";
  } catch {
    return false;
  }
}
