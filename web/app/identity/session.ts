import { signal } from "@preact/signals";
import { ApiError, request, setCsrfToken, setSignedOutHandler } from "../api/request";
import { asApiError } from "../api/loading";
import type { Session } from "../api/shapes";

export type SignIn =
  | { state: "unknown" }
  | { state: "signed out" }
  | { state: "signed in"; session: Session }
  | { state: "unreachable"; error: ApiError };

const path = "/v1/webapi/sessions/web";

/** Who is signed in, as far as the page knows. */
export const signIn = signal<SignIn>({ state: "unknown" });

setSignedOutHandler(() => forget());

/** Asks the server who is signed in; a new tab and a reload begin with this. */
export async function restoreSession(): Promise<void> {
  try {
    remember(await request<Session>("GET", path));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) forget();
    else signIn.value = { state: "unreachable", error: asApiError(error) };
  }
}

/** Signs in; throws the ApiError that says why not. */
export async function startSession(user: string, password: string): Promise<void> {
  remember(await request<Session>("POST", path, { body: { user, password } }));
}

/** Goes on with the session that a link opened. */
export async function enterByLink(token: string, password: string): Promise<void> {
  remember(await request<Session>("POST", "/v1/webapi/links/use", { body: { token, password } }));
}

/** Signs out here, whether or not the server could be told. */
export async function endSession(): Promise<void> {
  try {
    await request<void>("DELETE", path);
  } finally {
    forget();
  }
}

function remember(session: Session): void {
  setCsrfToken(session.csrfToken);
  signIn.value = { state: "signed in", session };
}

/** The session has ended: the page goes to sign-in. */
export function forget(): void {
  setCsrfToken(undefined);
  signIn.value = { state: "signed out" };
}
