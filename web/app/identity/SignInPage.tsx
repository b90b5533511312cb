import { useEffect, useRef, useState } from "preact/hooks";
import { asApiError } from "../api/loading";
import type { ApiError } from "../api/request";
import { loadStatus, status } from "../api/status";
import { Note } from "../controls/Note";
import { waitInWords } from "../format/time";
import { useTitle } from "../routing/title";
import { Wordmark } from "../shell/Logo";
import { hasPasskeys } from "./passkey";
import { SecondStepCard } from "./SecondStepCard";
import { useSecondsLeft } from "./secondsLeft";
import { type SecondStep, showPasskey, startSession } from "./session";
import "./signin.css";

/** Asks for user and password, and for what follows them; the page that was wanted opens once all is right. */
export function SignInPage() {
  useTitle("Sign in");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [step, setStep] = useState<SecondStep>();
  const wait = useSecondsLeft(error);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (error?.code === "bad_credentials") password.current?.select();
  }, [error]);

  useEffect(() => void loadStatus(), []);

  const go = async (show: () => Promise<SecondStep | undefined>) => {
    setBusy(true);
    setError(undefined);
    try {
      setStep(await show());
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void go(() => startSession(String(form.get("user")).trim(), String(form.get("password"))));
  };

  const again = (reason?: ApiError) => {
    setStep(undefined);
    setError(reason);
  };

  if (step) {
    return (
      <main class="sign-in">
        <div class="sign-in-card">
          <Wordmark />
          <h1>{step.step === "factor" ? "One more step" : "Add a second factor"}</h1>
          <SecondStepCard step={step} next={setStep} again={again} />
        </div>
      </main>
    );
  }

  const wrong = error?.code === "bad_credentials" || undefined;
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <Wordmark />
        <h1>Sign in</h1>
        <form onSubmit={submit}>
          <div class="field">
            <label for="user">User</label>
            <input
              class="input"
              id="user"
              name="user"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              required
              autoFocus
              aria-invalid={wrong}
            />
          </div>
          <div class="field">
            <label for="password">Password</label>
            <input
              class="input"
              id="password"
              name="password"
              type="password"
              autocomplete="current-password"
              required
              ref={password}
              aria-invalid={wrong}
            />
          </div>
          <div class="sign-in-error">
            {error && <Note tone={wait > 0 ? "warn" : "bad"}>{errorText(error, wait)}</Note>}
          </div>
          <button class="button primary" disabled={busy || wait > 0}>
            {wait > 0 ? `Wait ${waitInWords(wait)}` : busy ? "Signing in …" : "Sign in"}
          </button>
        </form>
        {status.value?.passkeySignIn && hasPasskeys() && (
          <button type="button" class="button" disabled={busy} onClick={() => void go(() => showPasskey())}>
            Use a passkey instead
          </button>
        )}
      </div>
    </main>
  );
}

function errorText(error: ApiError, wait: number): string {
  if (error.code === "too_many_attempts") {
    return wait > 0 ? "Too many attempts. Sign-in opens again when the time is over." : "You can try again now.";
  }
  return error.message;
}
