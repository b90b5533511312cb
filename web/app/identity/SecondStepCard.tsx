import { useState } from "preact/hooks";
import { asApiError } from "../api/loading";
import type { ApiError } from "../api/request";
import { Note } from "../controls/Note";
import { waitInWords } from "../format/time";
import { AddApp, AddPasskey, CodeField } from "./AddFactor";
import { hasPasskeys } from "./passkey";
import { useSecondsLeft } from "./secondsLeft";
import { addingAt, type SecondStep, showCode, showPasskey } from "./session";
import { useFirstFocus } from "./useFirstFocus";

interface Props {
  step: SecondStep;
  /** Another step follows; without one the session has begun. */
  next: (step: SecondStep | undefined) => void;
  /** Back to name and password, with what went wrong. */
  again: (error?: ApiError) => void;
}

/** What follows the password: showing a factor, or adding the first one. */
export function SecondStepCard({ step, next, again }: Props) {
  return step.step === "factor" ? (
    <ShowFactor key={step.attempt} step={step} next={next} again={again} />
  ) : (
    <AddFirst key={step.attempt} step={step} next={next} again={again} />
  );
}

function ShowFactor({ step, next, again }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const wait = useSecondsLeft(error);
  const button = useFirstFocus<HTMLButtonElement>();
  const passkey = step.passkey && !step.passkeyProblem && hasPasskeys();

  const go = async (show: () => Promise<SecondStep | undefined>) => {
    setBusy(true);
    setError(undefined);
    try {
      next(await show());
    } catch (thrown) {
      const failure = asApiError(thrown);
      if (failure.code === "sign_in_over") return again(failure);
      setError(failure);
      setBusy(false);
    }
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const code = form.querySelector<HTMLInputElement>("#code")!;
    void go(() => showCode(step.attempt, code.value.trim())).then(() => code.select());
  };

  return (
    <>
      {step.otp && (
        <form onSubmit={submit}>
          <p>Type the code that your authenticator app shows.</p>
          <CodeField wrong={error?.code === "bad_code"} />
          <button class="button primary" disabled={busy || wait > 0}>
            {wait > 0 ? `Wait ${waitInWords(wait)}` : busy ? "Signing in …" : "Sign in"}
          </button>
        </form>
      )}
      {passkey && (
        <button
          type="button"
          class={step.otp ? "button" : "button primary"}
          disabled={busy}
          ref={step.otp ? undefined : button}
          onClick={() => void go(() => showPasskey(step.attempt))}
        >
          {step.otp ? "Use a passkey instead" : "Use your passkey"}
        </button>
      )}
      {step.passkey && !passkey && (
        <Note tone={step.otp ? "info" : "warn"}>
          {step.passkeyProblem ?? "Your account has a passkey, and this browser knows none. Use another browser."}
        </Note>
      )}
      {error && <Note tone="bad">{error.message}</Note>}
      <button type="button" class="button quiet" onClick={() => again()}>
        Sign in as somebody else
      </button>
    </>
  );
}

function AddFirst({ step, next, again }: Props) {
  const [kind, setKind] = useState<"app" | "passkey">();
  const adding = addingAt(step);
  const passkey = step.passkey && !step.passkeyProblem && hasPasskeys();
  const form = { adding, done: () => next(undefined), cancel: () => setKind(undefined) };

  const first = useFirstFocus<HTMLButtonElement>();
  if (kind === "app") return <AddApp {...form} name="Authenticator app" />;
  if (kind === "passkey") return <AddPasskey {...form} name="Passkey" />;
  return (
    <>
      <p>
        A password alone is not enough here. Add a second factor, which you are asked for at every sign-in from now on.
      </p>
      {step.otp && (
        <button type="button" class="button primary" ref={first} onClick={() => setKind("app")}>
          Use an authenticator app
        </button>
      )}
      {passkey && (
        <button
          type="button"
          class={step.otp ? "button" : "button primary"}
          ref={step.otp ? undefined : first}
          onClick={() => setKind("passkey")}
        >
          Use a passkey or security key
        </button>
      )}
      {step.passkey && !passkey && (
        <Note tone={step.otp ? "info" : "warn"}>
          {step.passkeyProblem ?? "This browser knows no passkeys. Use another browser to add one."}
        </Note>
      )}
      <button type="button" class="button quiet" onClick={() => again()}>
        Sign in as somebody else
      </button>
    </>
  );
}
