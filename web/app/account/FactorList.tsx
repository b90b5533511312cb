import { useState } from "preact/hooks";
import { request } from "../api/request";
import { Badge } from "../controls/Badge";
import { Note } from "../controls/Note";
import { showToast } from "../controls/toasts";
import { localTime } from "../format/time";
import { AddApp, AddPasskey, type FactorAdding } from "../identity/AddFactor";
import { hasPasskeys } from "../identity/passkey";
import { type Account, type AccountFactor, path } from "./account";
import { ConfirmPassword } from "./ConfirmPassword";

const kinds = { otp: "Authenticator app", passkey: "Passkey" } as const;

/** What is asked for at sign-in besides the password, or instead of it. */
export function FactorList({ account, changed }: { account: Account; changed: () => void }) {
  const { policy, factors } = account;
  /** An id to remove, or a kind to add. */
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  const done = (message: string) => {
    close();
    showToast(message);
    changed();
  };

  if (!policy.otp && !policy.passkey && factors.length === 0) return null;
  const passkey = policy.passkey && !policy.passkeyProblem && hasPasskeys();
  return (
    <section class="account-card" aria-labelledby="factors-heading">
      <h2 id="factors-heading">Second factors</h2>
      <p class="soft small">{explain(account)}</p>
      {factors.length > 0 && (
        <ul class="factors">
          {factors.map((factor) => (
            <li key={factor.id}>
              <Factor
                factor={factor}
                open={open === factor.id}
                toggle={() => setOpen(open === factor.id ? undefined : factor.id)}
              />
              {open === factor.id && (
                <ConfirmPassword
                  label={`Your password, to remove ${factor.name}`}
                  action={`Remove ${factor.name}`}
                  danger
                  cancel={close}
                  confirm={async (password) => {
                    const address = `${path}/factors/${encodeURIComponent(factor.id)}/remove`;
                    await request<void>("POST", address, { body: { password } });
                    done(`${factor.name} is removed.`);
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {open === "otp" || open === "passkey" ? (
        <AddOne kind={open} factors={factors} done={(name) => done(`${name} is added.`)} cancel={close} />
      ) : (
        <div class="factor-actions">
          {policy.otp && (
            <button type="button" class="button" onClick={() => setOpen("otp")}>
              Add an authenticator app
            </button>
          )}
          {passkey && (
            <button type="button" class="button" onClick={() => setOpen("passkey")}>
              Add a passkey
            </button>
          )}
        </div>
      )}
      {policy.passkey && !passkey && (
        <Note>{policy.passkeyProblem ?? "This browser knows no passkeys. Use another one to add a passkey."}</Note>
      )}
    </section>
  );
}

function Factor({ factor, open, toggle }: { factor: AccountFactor; open: boolean; toggle: () => void }) {
  return (
    <div class="factor">
      <span>
        <strong>{factor.name}</strong>{" "}
        <Badge tone={factor.counts ? "info" : "warn"}>
          {factor.counts ? kinds[factor.kind] : "Does not count here"}
        </Badge>
        <br />
        <span class="soft small">
          Added {localTime(factor.created)},{" "}
          {factor.lastUsed ? `last used ${localTime(factor.lastUsed)}` : "not used yet"}
        </span>
      </span>
      <button
        type="button"
        class="button small"
        aria-label={`Remove ${factor.name}`}
        aria-expanded={open}
        onClick={toggle}
      >
        Remove
      </button>
    </div>
  );
}

/** The password first: who finds a browser open must not add a factor of their own. */
function AddOne(props: {
  kind: "otp" | "passkey";
  factors: AccountFactor[];
  done: (name: string) => void;
  cancel: () => void;
}) {
  const [password, setPassword] = useState<string>();
  const adding = password === undefined ? undefined : addingWith(password);
  const form = { name: freeName(kinds[props.kind], props.factors), done: props.done, cancel: props.cancel };
  if (adding && props.kind === "otp") return <AddApp adding={adding} {...form} />;
  if (adding) return <AddPasskey adding={adding} {...form} />;
  return (
    <ConfirmPassword
      label={`Your password, to add ${props.kind === "otp" ? "an authenticator app" : "a passkey"}`}
      action="Go on"
      cancel={props.cancel}
      confirm={async (typed) => {
        await request("POST", `${path}/factors/${props.kind}/begin`, { body: { password: typed } });
        setPassword(typed);
      }}
    />
  );
}

function addingWith(password: string): FactorAdding {
  return {
    beginOtp: () => request("POST", `${path}/factors/otp/begin`, { body: { password } }),
    addOtp: (name, code) => request<void>("POST", `${path}/factors/otp`, { body: { name, code } }),
    beginPasskey: () => request("POST", `${path}/factors/passkey/begin`, { body: { password } }),
    addPasskey: (name, passkey) => request<void>("POST", `${path}/factors/passkey`, { body: { name, passkey } }),
  };
}

function freeName(usual: string, factors: AccountFactor[]): string {
  const taken = new Set(factors.map((factor) => factor.name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? usual : `${usual} ${n}`;
    if (!taken.has(name)) return name;
  }
}

function explain({ policy, factors }: Account): string {
  if (!policy.otp && !policy.passkey) return "They are turned off here: the password alone is asked for.";
  if (factors.length === 0) return "With one, somebody who learns your password can't sign in with it.";
  const lost = "Whoever loses theirs asks an administrator for a reset.";
  const asked = "Sign-in asks for one of these.";
  if (!policy.passwordless) return `${asked} ${lost}`;
  return `${asked} A passkey that checks your PIN, finger or face is enough without the password. ${lost}`;
}
