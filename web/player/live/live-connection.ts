import { FormatError } from "../format/format-error";
import { readRecords } from "../format/records";
import type { Picture } from "../screen/picture";
import { ScreenDecoder } from "../screen/screen-decoder";
import { ClientMessages } from "./client-messages";
import { readServerBinary, readServerText } from "./server-messages";
import type { CertificateQuestion, LiveEvents, LiveOptions, LiveStarted } from "./session";

/** What the connection needs of a WebSocket. */
export type Socket = Pick<
  WebSocket,
  "binaryType" | "bufferedAmount" | "send" | "close" | "onopen" | "onmessage" | "onclose"
>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pointer moves are dropped while this many bytes wait to be sent; only the newest place matters. */
const maxWaitingBytes = 32 * 1024;

/**
 * The protocol of a live session, without a page:
 *
 * | state      | leaves on                                                   |
 * |------------|-------------------------------------------------------------|
 * | connecting | `started` → running; `end`, a closed socket, close() → over |
 * | running    | `end`, a closed socket, close(), unreadable bytes → over    |
 * | over       |                                                             |
 */
export class LiveConnection {
  readonly screen = new ScreenDecoder();
  readonly send: ClientMessages;
  /** Of the last picture. */
  timeMs = 0;
  started: LiveStarted | undefined;
  /** Shows the screen; returns when that is done as far as the page can tell. */
  onPicture: () => Promise<void> = () => Promise.resolve();
  onClipboard: (text: string) => void = () => {};

  private isOver = false;
  private askedSize: Size;

  constructor(
    private readonly socket: Socket,
    options: LiveOptions,
    private readonly events: LiveEvents,
  ) {
    this.askedSize = { width: options.width, height: options.height };
    this.send = new ClientMessages((message) => this.sendBinary(message));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.sendText({ type: "connect", ...options });
    socket.onmessage = (event: MessageEvent<unknown>) => this.receive(event.data);
    socket.onclose = () =>
      this.finish("connection_lost", "The connection to the server was lost. Check the network and connect again.");
  }

  /** Asks for another size; before the session runs, it is asked for as soon as it does. */
  resize(size: Size): void {
    if (size.width === this.askedSize.width && size.height === this.askedSize.height) return;
    this.askedSize = size;
    if (this.started) this.send.resize(size.width, size.height);
  }

  /** A copy of the picture as it is now; undefined before the first. */
  picture(): Picture | undefined {
    return this.screen.isUsable ? this.screen.copyPicture(this.timeMs) : undefined;
  }

  close(): void {
    this.finish("closed_by_user", "You ended the session.");
  }

  private receive(data: unknown): void {
    if (this.isOver) return;
    try {
      if (typeof data === "string") this.receiveText(data);
      else if (data instanceof ArrayBuffer) this.receiveBinary(new Uint8Array(data));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.finish("internal_error", `This page can't read what the server sent: ${error.message}. Reload it and connect again.`);
    }
  }

  private receiveText(text: string): void {
    const message = readServerText(text);
    switch (message?.type) {
      case "stage":
        this.events.stage?.(message.stage);
        break;
      case "certificate":
        void this.answerCertificate(message);
        break;
      case "started":
        this.start(message);
        break;
      case "notice":
        this.events.notice?.(message.level, message.message);
        break;
      case "end":
        this.finish(message.code, message.message);
        break;
    }
  }

  private start(started: LiveStarted): void {
    this.started = started;
    this.events.started?.(started);
    const { width, height } = this.askedSize;
    if (width !== started.width || height !== started.height) this.send.resize(width, height);
  }

  private async answerCertificate(question: CertificateQuestion): Promise<void> {
    let accept = false;
    try {
      accept = (await this.events.certificate?.(question)) ?? false;
    } finally {
      this.sendText({ type: "certificate", accept });
    }
  }

  private receiveBinary(bytes: Uint8Array): void {
    const message = readServerBinary(bytes);
    if (message?.type === "records") {
      const { width, height } = this.screen;
      for (const record of readRecords(message.records, message.time)) this.screen.apply(record);
      this.timeMs = message.time;
      if (this.screen.width !== width || this.screen.height !== height) {
        this.events.resized?.(this.screen.width, this.screen.height);
      }
      const { number } = message;
      void this.onPicture().then(() => this.send.acknowledge(number));
    } else if (message?.type === "clipboard") {
      this.onClipboard(message.text);
      this.events.clipboard?.(message.text);
    }
  }

  private sendText(message: object): void {
    if (!this.isOver) this.socket.send(JSON.stringify(message));
  }

  private sendBinary(message: Uint8Array<ArrayBuffer>): void {
    const isMove = message[0] === 2;
    if (this.isOver || !this.started) return;
    if (isMove && this.socket.bufferedAmount > maxWaitingBytes) return;
    this.socket.send(message);
  }

  private finish(code: string, message: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.socket.close();
    this.events.ended?.(code, message);
  }
}
