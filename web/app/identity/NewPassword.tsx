import type { RefObject } from "preact";

/** Two fields for a password that somebody chooses, with its rules. */
export function NewPassword(props: {
  rules: readonly string[];
  user: string;
  wrong?: boolean;
  first?: RefObject<HTMLInputElement | null>;
}) {
  return (
    <>
      {/* Password stores file the password under this name. */}
      <input type="text" name="username" autocomplete="username" value={props.user} readOnly hidden />
      <div class="field">
        <label for="new-password">New password</label>
        <input
          class="input"
          id="new-password"
          name="new"
          type="password"
          autocomplete="new-password"
          aria-describedby="password-rules"
          aria-invalid={props.wrong || undefined}
          required
          ref={props.first}
        />
        <ul id="password-rules" class="password-rules small soft">
          {props.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
      <div class="field">
        <label for="repeated-password">The same once more</label>
        <input
          class="input"
          id="repeated-password"
          name="repeated"
          type="password"
          autocomplete="new-password"
          required
        />
      </div>
    </>
  );
}

/** What both fields agree on, or nothing. */
export function chosenPassword(form: FormData): string | undefined {
  const chosen = String(form.get("new"));
  return chosen === String(form.get("repeated")) ? chosen : undefined;
}

export const differing = "The two passwords differ: type the same one twice.";
