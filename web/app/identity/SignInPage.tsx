import { useEffect, useRef, useState } from "preact/hooks";
import { asApiError } from "../api/loading";
import type { ApiError } from "../api/request";
import { Note } from "../controls/Note";
import { waitInWords } from "../format/time";
import { useTitle } from "../routing/title";
import { Wordmark } from "../shell/Logo";
import { startSession } from "./session";
import { useSecondsLeft } from "./secondsLeft";
import "./signin.css";

/** Asks for user and password; the page that was wanted opens once they are right. */
export function SignInPage() {
  useTitle("Sign in");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const wait = useSecondsLeft(error);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (error?.code === "bad_credentials") password.current?.select();
  }, [error]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setError(undefined);
    try {
      await startSession(String(form.get("user")).trim(), String(form.get("password")));
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };

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
