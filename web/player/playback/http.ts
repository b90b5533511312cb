/** An answer that is no success; the message can be shown. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Waits before another try, in ms. */
const retryDelays = [250, 1000, 3000];

/**
 * Fetches, and tries again when the network or the server fails for a moment; rejects with HttpError or with the
 * signal's reason.
 */
export async function fetchPatiently(
  fetcher: typeof fetch,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const failure = await tryOnce(fetcher, url, headers, signal);
    if (failure instanceof Response) return failure;
    const isPassing = failure.status === 0 || failure.status === 429 || failure.status >= 500;
    if (!isPassing || attempt === retryDelays.length) throw failure;
    await wait(retryDelays[attempt], signal);
  }
}

async function tryOnce(
  fetcher: typeof fetch,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response | HttpError> {
  let response: Response;
  try {
    response = await fetcher(url, { headers, signal, credentials: "same-origin" });
  } catch {
    signal.throwIfAborted();
    return new HttpError(0, "The server can't be reached. Check the network and try again.");
  }
  return response.ok ? response : new HttpError(response.status, await messageOf(response));
}

/** What the server says about its error, or a sentence for the status. */
async function messageOf(response: Response): Promise<string> {
  if (response.status === 401) return "You are not signed in any more. Sign in and try again.";
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null && "error" in body) {
      const { error } = body;
      if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
    }
  } catch {
    // Not an answer of ours: a proxy's page, perhaps.
  }
  return `The server answered with status ${response.status}. Try again later.`;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    }, ms);
    signal.addEventListener("abort", giveUp);
  });
}
