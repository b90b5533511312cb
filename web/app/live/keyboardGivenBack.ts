import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Calls back when the desktop let go of the keyboard by its own key chord (Ctrl+Alt+Shift), not by a click elsewhere. */
export function useKeyboardGivenBack(screen: RefObject<HTMLElement | null>, back: () => void): void {
  useEffect(() => {
    let hadKeyboard = false;
    const holds = () => screen.current?.contains(document.activeElement) ?? false;
    const before = () => (hadKeyboard = holds());
    const after = () => {
      if (hadKeyboard && !holds()) back();
    };
    addEventListener("keyup", before, true);
    addEventListener("keyup", after);
    return () => {
      removeEventListener("keyup", before, true);
      removeEventListener("keyup", after);
    };
  }, []);
}
