import { sentence } from "../format/sentence";

/** What went wrong with a request: an answer of the server, or no answer at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The server's snake_case code, or `unreachable`, or `unexpected_answer`. */
    readonly code: string,
    message: string,
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Seconds to wait before trying again, when the server said so. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

export interface RequestOptions {
  body?: unknown;
  /** Sent as it is, instead of a body. */
  yaml?: string;
  signal?: AbortSignal;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
}

let csrfToken: string | undefined;
let onSignedOut: () => void = () => {};

/** Sets the token that every changing request carries. */
export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** Sets what happens when the server says that nobody is signed in. */
export function setSignedOutHandler(handler: () => void): void {
  onSignedOut = handler;
}

/** Sends a request to the server's API; throws an ApiError unless it succeeds. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await answered(method, path, options);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiError(
      "unexpected_answer",
      "The server sent an answer this page does not understand. Reload the page.",
      response.status,
    );
  }
}

/** The same, for an answer that is text. */
export async function requestText(method: string, path: string, options: RequestOptions = {}): Promise<string> {
  return (await answered(method, path, options)).text();
}

async function answered(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.yaml !== undefined) headers["Content-Type"] = "application/yaml";
  if (method !== "GET" && csrfToken) headers["X-CSRF-Token"] = csrfToken;

  const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.yaml !== undefined) init.body = options.yaml;
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;

  const response = await send(path, init);
  if (!response.ok) {
    const error = await readError(response);
    if (error.code === "not_signed_in") onSignedOut();
    throw error;
  }
  return response;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError("unreachable", "The server does not answer. Check your connection, then try again.", 0);
  }
}

async function readError(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get("Retry-After"));
  const seconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined;
  const body = (await response.json().catch(() => undefined)) as
    { error?: { code?: string; message?: string } } | undefined;
  const code = body?.error?.code ?? fallbackCode(response.status);
  const message = sentence(body?.error?.message ?? fallbackMessage(response.status));
  return new ApiError(code, message, response.status, seconds);
}

function fallbackCode(status: number): string {
  if (status === 401) return "not_signed_in";
  if (status === 403) return "access_denied";
  if (status === 404) return "not_found";
  return status >= 500 ? "server_error" : "unexpected_answer";
}

function fallbackMessage(status: number): string {
  if (status === 401) return "Sign in to go on.";
  if (status === 403) return "Your roles do not allow this. Ask an administrator for access.";
  if (status === 404) return "This does not exist, or it was removed.";
  return `The server answered with status ${status}. Try again; if it stays, look into the server's log.`;
}
