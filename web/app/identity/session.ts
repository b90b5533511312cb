import { signal } from "@preact/signals";
import { ApiError, request, setCsrfToken, setSignedOutHandler } from "../api/request";
import { asApiError } from "../api/loading";
import type { Session } from "../api/shapes";
import type { FactorAdding } from "./AddFactor";
import { type PasskeyRequest, signWithPasskey } from "./passkey";

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

/** What a sign-in needs besides the password: `factor` to show one, `add` to add one. */
export interface SecondStep {
  step: "factor" | "add";
  attempt: string;
  otp: boolean;
  passkey: boolean;
  passkeyProblem?: string;
}

/** Signs in, or gives the step that follows; throws the ApiError that says why not. */
export const startSession = (user: string, password: string) => take("", { user, password });

/** Goes on with the code of an authenticator app. */
export const showCode = (attempt: string, code: string) => take("/code", { attempt, code });

/** Goes on with a passkey; without a sign-in to go on with, the passkey alone is one. */
export async function showPasskey(attempt?: string): Promise<SecondStep | undefined> {
  const asked = await request<{ attempt: string; passkey: PasskeyRequest }>("POST", `${path}/passkey/begin`, {
    body: { attempt },
  });
  const passkey = await signWithPasskey(asked.passkey);
  return take("/passkey", { attempt: asked.attempt, nameless: attempt === undefined, passkey });
}

/** Adds a factor and goes on with the sign-in. */
export function addingAt({ attempt }: SecondStep): FactorAdding {
  return {
    beginOtp: () => request("POST", `${path}/add/otp/begin`, { body: { attempt } }),
    addOtp: async (name, code) => void (await take("/add/otp", { attempt, name, code })),
    beginPasskey: () => request("POST", `${path}/add/passkey/begin`, { body: { attempt } }),
    addPasskey: async (name, passkey) => void (await take("/add/passkey", { attempt, name, passkey })),
  };
}

/** Goes on with what a link opened: a session, or the step before it. */
export async function enterByLink(token: string, password: string): Promise<SecondStep | undefined> {
  return entered(await request("POST", "/v1/webapi/links/use", { body: { token, password } }));
}

/** Signs out here, whether or not the server could be told. */
export async function endSession(): Promise<void> {
  try {
    await request<void>("DELETE", path);
  } finally {
    forget();
  }
}

async function take(step: string, body: unknown): Promise<SecondStep | undefined> {
  return entered(await request("POST", path + step, { body }));
}

function entered(answer: Session | SecondStep): SecondStep | undefined {
  if ("step" in answer) return answer;
  remember(answer);
  return undefined;
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
