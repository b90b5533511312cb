import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, request, setCsrfToken, setSignedOutHandler } from "./request";

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  setCsrfToken(undefined);
  setSignedOutHandler(() => {});
});

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  fetched.mockResolvedValue(new Response(body === undefined ? null : JSON.stringify(body), { status, headers }));

const sentHeaders = () => fetched.mock.calls[0]![1]!.headers as Record<string, string>;

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test("a reading request carries no CSRF token", async () => {
  setCsrfToken("secret");
  answer(200, { a: 1 });
  expect(await request("GET", "/v1/x")).toEqual({ a: 1 });
  expect(sentHeaders()).not.toHaveProperty("X-CSRF-Token");
});

test.each(["POST", "DELETE", "PUT"])("a %s carries the CSRF token of the session", async (method) => {
  setCsrfToken("secret");
  answer(204);
  await request(method, "/v1/x", { body: { b: 2 } });
  expect(sentHeaders()["X-CSRF-Token"]).toBe("secret");
  expect(fetched.mock.calls[0]![1]!.body).toBe('{"b":2}');
});

test("the server's sentence and code are passed on", async () => {
  answer(422, { error: { code: "bad_range", message: "Turn the dates around." } });
  const error = await failure(request("GET", "/v1/x"));
  expect(error).toMatchObject({ code: "bad_range", message: "Turn the dates around.", status: 422 });
});

test("the wait that the server asks for is passed on", async () => {
  answer(429, { error: { code: "too_many_attempts", message: "Wait." } }, { "Retry-After": "40" });
  expect((await failure(request("POST", "/v1/x"))).retryAfterSeconds).toBe(40);
});

test("an answer that is no JSON still says what to do", async () => {
  fetched.mockResolvedValue(new Response("<html>Bad gateway</html>", { status: 502 }));
  const error = await failure(request("GET", "/v1/x"));
  expect(error.code).toBe("server_error");
  expect(error.message).toContain("502");
});

test("no answer at all is told apart", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  expect(await failure(request("GET", "/v1/x"))).toMatchObject({ code: "unreachable", status: 0 });
});

test("a cancelled request is no failure of the server", async () => {
  const abort = new AbortController();
  fetched.mockImplementation(() => {
    abort.abort();
    return Promise.reject(new DOMException("aborted", "AbortError"));
  });
  await expect(request("GET", "/v1/x", { signal: abort.signal })).rejects.not.toBeInstanceOf(ApiError);
});

test("being signed out is announced, a wrong password is not", async () => {
  const signedOut = vi.fn();
  setSignedOutHandler(signedOut);
  answer(401, { error: { code: "bad_credentials", message: "Wrong." } });
  await failure(request("POST", "/v1/x"));
  expect(signedOut).not.toHaveBeenCalled();
  answer(401, { error: { code: "not_signed_in", message: "Sign in." } });
  await failure(request("GET", "/v1/x"));
  expect(signedOut).toHaveBeenCalledOnce();
});
