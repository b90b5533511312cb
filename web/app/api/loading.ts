import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "./request";

/** What a page knows about something it asked the server for. */
export type Loaded<T> =
  | { state: "loading"; value?: undefined; error?: undefined }
  | { state: "ready"; value: T; error?: undefined }
  | { state: "failed"; value?: undefined; error: ApiError };

/** Loads something when the page opens and when `key` changes; a newer load cancels an older one. */
export function useLoaded<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> & { reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  const loadNow = useRef(load);
  loadNow.current = load;

  useEffect(() => {
    const abort = new AbortController();
    setLoaded({ state: "loading" });
    loadNow.current(abort.signal).then(
      (value) => abort.signal.aborted || setLoaded({ state: "ready", value }),
      (error) => abort.signal.aborted || setLoaded({ state: "failed", error: asApiError(error) }),
    );
    return () => abort.abort();
  }, [key, attempt]);

  const reload = useCallback(() => setAttempt((n) => n + 1), []);
  return { ...loaded, reload };
}

/** Any thrown value as an ApiError, so that a page has one kind of failure to show. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiError("page_error", `Something in this page went wrong: ${detail}. Reload the page.`, 0);
}
