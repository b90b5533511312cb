import { useEffect, useRef } from "preact/hooks";

/** Gives the keyboard to an element when it appears: `autofocus` does that only in a page that is being loaded. */
export function useFirstFocus<E extends HTMLElement>() {
  const element = useRef<E>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
