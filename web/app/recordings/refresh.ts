import { useEffect, useRef } from "preact/hooks";

const interval = 4000;

/** Calls `refresh` every few seconds while the page can be seen, and at once when it is seen again. */
export function useRefresh(refresh: () => Promise<void>): void {
  const latest = useRef(refresh);
  latest.current = refresh;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const again = () => {
      clearTimeout(timer);
      if (!stopped && !document.hidden) timer = setTimeout(run, interval);
    };
    const run = () => void latest.current().finally(again);
    const seen = () => (document.hidden ? clearTimeout(timer) : run());
    document.addEventListener("visibilitychange", seen);
    again();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
}
