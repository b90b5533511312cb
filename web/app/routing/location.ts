import { signal } from "@preact/signals";

export interface Place {
  path: string;
  query: URLSearchParams;
}

const current = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

/** Where the browser is. */
export const place = signal<Place>(current());

/** Goes to an address of ours without loading the page again. */
export function navigate(address: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  place.value = current();
}

/** Follows the history buttons, and makes plain links to our pages navigate in place. */
export function startRouting(): () => void {
  const follow = () => (place.value = current());
  addEventListener("popstate", follow);
  document.addEventListener("click", onClick);
  place.value = current();
  return () => {
    removeEventListener("popstate", follow);
    document.removeEventListener("click", onClick);
  };
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || !link.pathname.startsWith("/web/")) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
