/**
 * The viewer's own clipboard. Reading happens only where the browser allows it without a question; else a paste
 * brings the text. Writing waits until the page may.
 */
export class LocalClipboard {
  /** What both sides have, so that a text does not travel in circles. */
  private shared: string | undefined;
  private unwritten: string | undefined;

  constructor(private readonly send: (text: string) => void) {}

  /** Text from the desktop. */
  write(text: string): void {
    this.shared = text;
    this.unwritten = text;
    void this.flush();
  }

  /** The page got the keyboard: what is waiting goes both ways. */
  async exchange(): Promise<void> {
    if (this.unwritten !== undefined) await this.flush();
    else await this.read();
  }

  private async flush(): Promise<void> {
    const text = this.unwritten;
    if (text === undefined || !document.hasFocus()) return;
    try {
      await navigator.clipboard.writeText(text);
      if (this.unwritten === text) this.unwritten = undefined;
    } catch {
      // Not allowed yet: the next time the page has the keyboard it is tried again.
    }
  }

  private async read(): Promise<void> {
    try {
      // A name that TypeScript's list of permissions lacks.
      const permission = await navigator.permissions.query({ name: "clipboard-read" as PermissionName });
      if (permission.state !== "granted") return;
      const text = await navigator.clipboard.readText();
      if (text === "" || text === this.shared) return;
      this.shared = text;
      this.send(text);
    } catch {
      // A browser without this permission, or a clipboard without text.
    }
  }
}
