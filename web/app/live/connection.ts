import { signal } from "@preact/signals";
import {
  type CertificateQuestion,
  type LiveOptions,
  type LiveSession,
  type LiveStage,
  type LiveStarted,
  openLiveSession,
} from "../../player";
import { showToast } from "../controls/toasts";
import { sentence } from "../format/sentence";

export interface Ending {
  code: string;
  message: string;
}

export type Phase =
  | { step: "form"; ending?: Ending }
  | { step: "connecting"; stage: LiveStage | undefined }
  | { step: "certificate"; question: CertificateQuestion; answer: (accept: boolean) => void }
  | { step: "running"; session: LiveSession; started: LiveStarted }
  | { step: "ended"; ending: Ending; started: LiveStarted | undefined };

/** One desktop's session in this tab, from the form to its end. Passwords pass through and are not kept. */
export class LiveConnection {
  readonly phase = signal<Phase>({ step: "form" });
  /** Size of the desktop's screen in its pixels. */
  readonly screen = signal({ width: 0, height: 0 });
  /** Told when text was copied on the desktop. */
  onClipboard: (text: string) => void = () => {};

  private session: LiveSession | undefined;
  private started: LiveStarted | undefined;

  constructor(
    private readonly url: string,
    private readonly open: typeof openLiveSession = openLiveSession,
  ) {}

  connect(options: LiveOptions): void {
    this.started = undefined;
    this.phase.value = { step: "connecting", stage: undefined };
    // An address that can't be opened ends the session before `open` returns.
    let over = false;
    const session = this.open(this.url, options, {
      stage: (stage) => (this.phase.value = { step: "connecting", stage }),
      certificate: (question) =>
        new Promise<boolean>((resolve) => {
          const answer = (accept: boolean) => {
            if (accept) this.phase.value = { step: "connecting", stage: "securing" };
            resolve(accept);
          };
          this.phase.value = { step: "certificate", question, answer };
        }),
      started: (started) => this.onStarted(started),
      resized: (width, height) => (this.screen.value = { width, height }),
      clipboard: (text) => this.onClipboard(text),
      notice: (level, message) => showToast(sentence(message), level),
      ended: (code, message) => {
        over = true;
        this.onEnded({ code, message: sentence(message) });
      },
    });
    if (!over) this.session = session;
  }

  /** Ends the session, or gives up connecting. */
  close(): void {
    this.session?.close();
  }

  /** Back to the form. */
  reset(): void {
    this.phase.value = { step: "form" };
  }

  private onStarted(started: LiveStarted): void {
    this.started = started;
    this.screen.value = { width: started.width, height: started.height };
    if (this.session) this.phase.value = { step: "running", session: this.session, started };
  }

  private onEnded(ending: Ending): void {
    this.session = undefined;
    // A mistyped password is best mended where it was typed.
    if (ending.code === "bad_credentials" && !this.started) this.phase.value = { step: "form", ending };
    else this.phase.value = { step: "ended", ending, started: this.started };
  }
}
