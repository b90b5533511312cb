import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const idleAfter = 2500;

/** Whether neither pointer nor keys were used for a moment. */
export function useIdlePointer(element: RefObject<HTMLElement | null>): boolean {
  const [idle, setIdle] = useState(false);

  useEffect(() => {
    const target = element.current!;
    let timer = setTimeout(() => setIdle(true), idleAfter);
    const active = () => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), idleAfter);
    };
    target.addEventListener("pointermove", active);
    target.addEventListener("keydown", active);
    return () => {
      clearTimeout(timer);
      target.removeEventListener("pointermove", active);
      target.removeEventListener("keydown", active);
    };
  }, []);

  return idle;
}
