import { useEffect, useState } from "preact/hooks";
import { showToast } from "./toasts";

export interface FullScreen {
  possible: boolean;
  on: boolean;
  toggle: () => void;
}

/** Shows the page over the whole screen, its messages too; `hint` is told to the reader on the way in. */
export function useFullScreen(hint?: string): FullScreen {
  const [on, setOn] = useState(false);

  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);

  const enter = async () => {
    try {
      await document.documentElement.requestFullscreen({ navigationUI: "hide" });
      if (hint) showToast(hint);
    } catch {
      showToast("The browser refused full screen. Allow it for this site, then try again.", "warning");
    }
  };

  return {
    possible: document.fullscreenEnabled ?? false,
    on,
    toggle: () => void (document.fullscreenElement ? document.exitFullscreen() : enter()),
  };
}

/** What to say where the browser hands over every key in full screen: Chromium, since it knows Keyboard Lock. */
export const keyboardHint =
  "keyboard" in navigator ? "All keys go to the desktop now. Hold Esc to leave full screen." : undefined;
