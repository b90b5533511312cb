import type { Picture } from "./picture";

const name = "__hindsight";

/**
 * Lets tests compare pixels: `__hindsight.picture()` is a copy of what the page shows, `__hindsight.text()` what a terminal
 * shows, and neither can change it. Returns how to take it away again.
 */
export function exposePicture(picture: () => Picture | undefined, text: () => string | undefined = () => undefined): () => void {
  const hook = Object.freeze({ picture, text });
  Object.defineProperty(globalThis, name, { value: hook, configurable: true });
  return () => {
    if (Reflect.get(globalThis, name) === hook) Reflect.deleteProperty(globalThis, name);
  };
}
