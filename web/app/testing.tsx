import { type ComponentChild, render } from "preact";
import { vi } from "vitest";

/** Shows something in the test's page; the next call replaces it. */
export function show(content: ComponentChild): HTMLElement {
  const root = document.getElementById("app") ?? document.body.appendChild(document.createElement("div"));
  root.id = "app";
  render(content, root);
  return root;
}

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | "unreachable";

/** Replaces the server: `answer` decides, and the calls that were made are returned as they come. */
export function serve(answer: (call: Call) => Answer | Promise<Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, "http://server.example");
    const call: Call = {
      method: init.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: init.body ? parsed(String(init.body)) : undefined,
    };
    calls.push(call);
    const result = await answer(call);
    if (result === "unreachable") throw new TypeError("Failed to fetch");
    const { status = 200, body, headers = {} } = result;
    const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
    return new Response(status === 204 ? null : text, { status, headers });
  });
  return calls;
}

/** What a page sent: a value, or text that is no JSON. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** An answer of the shape that every error has. */
export const refusal = (status: number, code: string, message: string, headers?: Record<string, string>): Answer => ({
  status,
  body: { error: { code, message } },
  headers,
});

/** The first element that matches and whose text contains `text`. */
export function find<E extends HTMLElement = HTMLElement>(
  root: ParentNode,
  selector: string,
  text = "",
): E | undefined {
  return [...root.querySelectorAll<E>(selector)].find((element) => element.textContent!.includes(text));
}

/** Waits until something is there; fails with what the page shows. */
export function appear<T>(get: () => T | undefined | null | false): Promise<T> {
  return vi.waitFor(() => {
    const value = get();
    if (value === undefined || value === null || value === false) throw new Error(document.body.innerHTML);
    return value as T;
  }, 5000);
}

/** Types into a field as a person does. */
export function type(field: HTMLInputElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
