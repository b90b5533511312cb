import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** How long a bar stays open in ms: when the session begins, and after the pointer has left it. */
const firstStay = 5000;
const stay = 1200;

/** Opens a bar while the pointer or the focus is in it, and closes it a moment later. */
export function useAutoHide(bar: RefObject<HTMLElement | null>) {
  const [open, setOpen] = useState(true);
  const [pinned, setPinned] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = () => {
    clearTimeout(timer.current);
    setOpen(true);
  };
  const hideIn = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const busy = bar.current?.matches(":hover") || bar.current?.contains(document.activeElement);
      if (!busy) setOpen(false);
    }, ms);
  };

  useEffect(() => {
    hideIn(firstStay);
    return () => clearTimeout(timer.current);
  }, []);

  return { open: open || pinned, pinned, setPinned, show, hide: () => hideIn(stay) };
}
