import { useEffect, useRef, useState } from "preact/hooks";
import type { Desktop } from "../api/shapes";
import { Icon } from "../controls/icons";
import { Note } from "../controls/Note";
import { sentence } from "../format/sentence";
import { CardHead } from "./CardHead";
import type { Ending, LiveConnection } from "./connection";
import { rememberAccount, rememberedAccount } from "./account";
import { ownKeyboardLayout } from "../../player";
import { desktopSize } from "./screenSize";

interface ConnectFormProps {
  desktop: Desktop;
  connection: LiveConnection;
  /** Why the form is here again. */
  ending: Ending | undefined;
}

/** Asks for the account on the desktop. The password goes to the server once and is kept nowhere. */
export function ConnectForm({ desktop, connection, ending }: ConnectFormProps) {
  const remembered = rememberedAccount(desktop.name);
  const [login, setLogin] = useState(remembered?.login ?? desktop.logins[0] ?? "");
  const loginField = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const first = form.current?.elements.namedItem(login === "" ? "login" : "password");
    (first as HTMLInputElement | null)?.focus();
  }, []);

  useEffect(() => {
    loginField.current!.setCustomValidity(loginProblem(login, desktop.logins));
  }, [login]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? "");
    const domain = text("domain").trim();
    const layout = await ownKeyboardLayout();
    rememberAccount(desktop.name, { login: login.trim(), domain });
    connection.connect({
      login: login.trim(),
      password: text("password"),
      ...(domain === "" ? {} : { domain }),
      ...desktopSize(innerWidth, innerHeight, devicePixelRatio, false),
      clipboard: data.has("clipboard"),
      ...(layout === undefined ? {} : { keyboardLayout: layout }),
    });
  };

  return (
    <>
      <CardHead desktop={desktop} title={`Connect to ${desktop.name}`} />
      <RecordingNote desktop={desktop} />
      <form class="connect-form" ref={form} onSubmit={submit} autocomplete="off">
        {ending && <Note tone="bad">{ending.message}</Note>}
        <div class="field">
          <label for="login">Login</label>
          <input
            class="input"
            id="login"
            name="login"
            value={login}
            onInput={(event) => setLogin(event.currentTarget.value)}
            ref={loginField}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            required
          />
          {desktop.logins.length > 0 && <LoginChoice logins={desktop.logins} login={login} choose={setLogin} />}
        </div>
        <div class="field">
          <label for="desktop-password">Password</label>
          {/* "new-password" keeps the browser from filling in the password of this site. */}
          <input class="input" id="desktop-password" name="password" type="password" autocomplete="new-password" />
        </div>
        <div class="field">
          <label for="domain">
            Domain <span class="optional">(optional)</span>
          </label>
          <input
            class="input"
            id="domain"
            name="domain"
            defaultValue={remembered?.domain}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        </div>
        <label class="check">
          <input type="checkbox" name="clipboard" defaultChecked />
          Share the clipboard
        </label>
        <button class="button primary">Connect</button>
      </form>
    </>
  );
}

/** Why a login can't be used; empty when it can. The server refuses the others, whatever this page lets through. */
export function loginProblem(login: string, allowed: string[]): string {
  const given = login.trim().toLowerCase();
  if (given === "" || allowed.length === 0) return "";
  if (allowed.some((name) => name.toLowerCase() === given)) return "";
  return `This desktop may be opened as ${allowed.join(", ")} only. Choose one of them.`;
}

function LoginChoice(props: { logins: string[]; login: string; choose: (login: string) => void }) {
  return (
    <div class="login-choice" role="group" aria-label="Known logins">
      {props.logins.map((login) => (
        <button
          key={login}
          type="button"
          class="chip"
          aria-pressed={login === props.login}
          onClick={() => props.choose(login)}
        >
          {login}
        </button>
      ))}
    </div>
  );
}

function RecordingNote({ desktop }: { desktop: Desktop }) {
  const { on, rule } = desktop.recording;
  return (
    <div class="recording-note">
      {on ? <span class="record-dot" /> : <Icon name="info" size={16} />}
      <div>
        <strong>{on ? "Your session will be recorded" : "Your session will not be recorded"}</strong>
        <p class="soft small">{on ? "Screen, mouse and clipboard times, never your keystrokes." : null}</p>
        <p class="soft small">Rule: {sentence(rule)}</p>
      </div>
    </div>
  );
}
