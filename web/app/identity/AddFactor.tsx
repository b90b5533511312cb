import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";
import { asApiError, useLoaded } from "../api/loading";
import type { ApiError } from "../api/request";
import { Failure } from "../controls/Blank";
import { Note } from "../controls/Note";
import { makePasskey, type NewPasskey, type PasskeyCreation } from "./passkey";
import { QrCode } from "./QrCode";
import { useFirstFocus } from "./useFirstFocus";

export interface OtpSecret {
  secret: string;
  qr: string[];
}

/** How a factor is added: during a sign-in, or on the account page. */
export interface FactorAdding {
  beginOtp: () => Promise<OtpSecret>;
  addOtp: (name: string, code: string) => Promise<void>;
  beginPasskey: () => Promise<PasskeyCreation>;
  addPasskey: (name: string, passkey: NewPasskey) => Promise<void>;
}

interface Adding {
  adding: FactorAdding;
  /** A name that is free. */
  name: string;
  done: (name: string) => void;
  cancel: () => void;
}

/** Shows a secret to put into an authenticator app, and takes the code that the app then shows. */
export function AddApp({ adding, name, done, cancel }: Adding) {
  const begun = useLoaded("secret", () => adding.beginOtp());
  const form = useAdding(async (data) => {
    const chosen = String(data.get("name"));
    await adding.addOtp(chosen, String(data.get("code")).trim());
    done(chosen);
  });

  if (begun.state === "failed") return <Failure error={begun.error} retry={begun.reload} />;
  if (begun.state === "loading") return <p class="soft">Making a secret …</p>;
  return (
    <form onSubmit={form.submit}>
      <p>Scan this with an authenticator app, or type the secret into it. Then type the code that it shows.</p>
      <QrCode rows={begun.value.qr} />
      <code class="secret">
        {begun.value.secret.replace(/(.{4})(?=.)/g, "$1 ")}
      </code>
      <NameField name={name} />
      <CodeField wrong={form.error?.code === "bad_code"} />
      <Actions form={form} cancel={cancel}>
        {form.busy ? "Adding …" : "Add the app"}
      </Actions>
    </form>
  );
}

/** Makes a passkey in this browser, or on a key or phone that it reaches. */
export function AddPasskey({ adding, name, done, cancel }: Adding) {
  const button = useFirstFocus<HTMLButtonElement>();
  const form = useAdding(async (data) => {
    const chosen = String(data.get("name"));
    await adding.addPasskey(chosen, await makePasskey(await adding.beginPasskey()));
    done(chosen);
  });

  return (
    <form onSubmit={form.submit}>
      <p>The browser asks for a security key, a phone, or this device itself.</p>
      <NameField name={name} />
      <Actions form={form} cancel={cancel} first={button}>
        {form.busy ? "Follow the browser …" : "Add the passkey"}
      </Actions>
    </form>
  );
}

/** Six digits. */
export function CodeField({ wrong }: { wrong: boolean }) {
  const field = useFirstFocus<HTMLInputElement>();
  return (
    <div class="field">
      <label for="code">Code</label>
      <input
        class="input code"
        id="code"
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        required
        ref={field}
        aria-invalid={wrong || undefined}
      />
    </div>
  );
}

function NameField({ name }: { name: string }) {
  return (
    <div class="field">
      <label for="factor-name">Name, to tell it from others</label>
      <input class="input" id="factor-name" name="name" maxLength={64} defaultValue={name} required />
    </div>
  );
}

function Actions(props: {
  form: ReturnType<typeof useAdding>;
  cancel: () => void;
  first?: RefObject<HTMLButtonElement | null>;
  children: ComponentChildren;
}) {
  return (
    <>
      {props.form.error && <Note tone="bad">{props.form.error.message}</Note>}
      <div class="factor-actions">
        <button class="button primary" disabled={props.form.busy} ref={props.first}>
          {props.children}
        </button>
        <button type="button" class="button" onClick={props.cancel}>
          Cancel
        </button>
      </div>
    </>
  );
}

function useAdding(add: (data: FormData) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setError(undefined);
    try {
      await add(data);
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return { busy, error, submit };
}
