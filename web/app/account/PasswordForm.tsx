import { useRef, useState } from "preact/hooks";
import { asApiError } from "../api/loading";
import { request } from "../api/request";
import { Note } from "../controls/Note";
import { showToast } from "../controls/toasts";
import { localTime } from "../format/time";
import { chosenPassword, differing, NewPassword } from "../identity/NewPassword";
import { type Account, path } from "./account";

/** Changes the password of somebody who knows the present one. */
export function PasswordForm({ account, changed }: { account: Account; changed: () => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ code: string; message: string }>();
  const current = useRef<HTMLInputElement>(null);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const chosen = chosenPassword(data);
    if (chosen === undefined) return setError({ code: "differing", message: differing });
    setBusy(true);
    setError(undefined);
    try {
      await request<void>("PUT", `${path}/password`, { body: { current: String(data.get("current")), new: chosen } });
      form.reset();
      showToast("Your password is changed. Your other sessions have ended.");
      changed();
    } catch (thrown) {
      setError(asApiError(thrown));
      current.current?.focus();
    }
    setBusy(false);
  };

  return (
    <section class="account-card" aria-labelledby="password-heading">
      <h2 id="password-heading">Password</h2>
      {account.passwordChanged && <p class="soft small">Chosen on {localTime(account.passwordChanged)}</p>}
      <form onSubmit={submit}>
        <div class="field">
          <label for="current-password">Present password</label>
          <input
            class="input"
            id="current-password"
            name="current"
            type="password"
            autocomplete="current-password"
            required
            ref={current}
            aria-invalid={error?.code === "wrong_password" || undefined}
          />
        </div>
        <NewPassword rules={account.passwordRules} user={account.user} wrong={error?.code === "bad_password"} />
        {error && <Note tone="bad">{error.message}</Note>}
        <button class="button primary" disabled={busy}>
          {busy ? "Changing …" : "Change the password"}
        </button>
      </form>
    </section>
  );
}
