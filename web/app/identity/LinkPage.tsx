import { useEffect, useRef, useState } from "preact/hooks";
import { asApiError, useLoaded } from "../api/loading";
import { request } from "../api/request";
import { Failure } from "../controls/Blank";
import { Note } from "../controls/Note";
import { navigate } from "../routing/location";
import { useTitle } from "../routing/title";
import { Wordmark } from "../shell/Logo";
import { chosenPassword, differing, NewPassword } from "./NewPassword";
import { SecondStepCard } from "./SecondStepCard";
import { enterByLink, type SecondStep } from "./session";
import "./signin.css";

interface OpenedLink {
  user: string;
  kind: "invite" | "reset";
  passwordRules: string[];
}

/** Where an invitation or a reset leads: the holder chooses a password and is signed in. */
export function LinkPage({ kind, token }: { kind: "invite" | "reset"; token: string }) {
  const title = kind === "invite" ? "Welcome" : "Choose another password";
  useTitle(title);
  const [step, setStep] = useState<SecondStep>();
  const link = useLoaded(token, (signal) =>
    request<OpenedLink>("POST", "/v1/webapi/links/open", { body: { token }, signal }),
  );

  const enter = (next: SecondStep | undefined) => (next ? setStep(next) : navigate("/web", { replace: true }));
  if (step) {
    return (
      <main class="sign-in">
        <div class="sign-in-card">
          <Wordmark />
          <h1>{step.step === "factor" ? "One more step" : "Add a second factor"}</h1>
          <SecondStepCard step={step} next={enter} again={() => navigate("/web/login", { replace: true })} />
        </div>
      </main>
    );
  }

  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <Wordmark />
        <h1>{title}</h1>
        {link.state === "loading" && <p class="soft">Opening the link …</p>}
        {link.state === "failed" && link.error.code !== "link_spent" && (
          <Failure error={link.error} retry={link.reload} />
        )}
        {link.state === "failed" && link.error.code === "link_spent" && (
          <>
            <Note tone="bad">{link.error.message}</Note>
            <a class="button" href="/web/login">
              Go to sign-in
            </a>
          </>
        )}
        {link.state === "ready" && <ChoosePassword link={link.value} token={token} enter={enter} />}
      </div>
    </main>
  );
}

function ChoosePassword(props: {
  link: OpenedLink;
  token: string;
  enter: (next: SecondStep | undefined) => void;
}) {
  const { link, token, enter } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), [error]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const password = chosenPassword(new FormData(event.currentTarget as HTMLFormElement));
    if (password === undefined) return setError(differing);
    setBusy(true);
    setError(undefined);
    try {
      enter(await enterByLink(token, password));
    } catch (thrown) {
      setError(asApiError(thrown).message);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <p>
        {link.kind === "invite" ? "Choose a password for the account " : "Choose another password for the account "}
        <strong>{link.user}</strong>. This link opens once.
      </p>
      <NewPassword rules={link.passwordRules} user={link.user} wrong={error !== undefined} first={first} />
      {error && <Note tone="bad">{error}</Note>}
      <button class="button primary" disabled={busy}>
        {busy ? "Signing in …" : "Set the password and sign in"}
      </button>
    </form>
  );
}
