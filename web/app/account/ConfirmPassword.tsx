import { useState } from "preact/hooks";
import { asApiError } from "../api/loading";
import { Note } from "../controls/Note";
import { useFirstFocus } from "../identity/useFirstFocus";

/** Asks for the password before something that a found session must not be able to do. */
export function ConfirmPassword(props: {
  label: string;
  action: string;
  danger?: boolean;
  confirm: (password: string) => Promise<void>;
  cancel: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const field = useFirstFocus<HTMLInputElement>();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget as HTMLFormElement).get("password"));
    setBusy(true);
    setError(undefined);
    try {
      await props.confirm(password);
    } catch (thrown) {
      setError(asApiError(thrown).message);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <div class="field">
        <label for="confirming-password">{props.label}</label>
        <input
          class="input"
          id="confirming-password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          ref={field}
          aria-invalid={error !== undefined || undefined}
        />
      </div>
      {error && <Note tone="bad">{error}</Note>}
      <div class="factor-actions">
        <button class={props.danger ? "button danger" : "button primary"} disabled={busy}>
          {props.action}
        </button>
        <button type="button" class="button" onClick={props.cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
