import { beforeEach, describe, expect, it, vi } from "vitest";
import { ByteWriter } from "../testing/byte-writer";
import { concat, fill, resize } from "../testing/records";
import { LiveConnection, type Socket } from "./live-connection";
import type { LiveEvents, LiveOptions } from "./session";

const options: LiveOptions = { login: "anna", password: "secret", width: 800, height: 600, clipboard: true };
const red = 0xff0000ff | 0;

class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  bufferedAmount = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  isClosed = false;
  readonly sent: (string | number[])[] = [];

  send(data: Parameters<Socket["send"]>[0]): void {
    this.sent.push(typeof data === "string" ? data : [...(data as Uint8Array)]);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.onopen?.call(this as unknown as WebSocket, new Event("open"));
  }

  receive(data: object | Uint8Array<ArrayBuffer> | string): void {
    const wire = data instanceof Uint8Array ? data.buffer : typeof data === "string" ? data : JSON.stringify(data);
    this.onmessage?.call(this as unknown as WebSocket, new MessageEvent("message", { data: wire }));
  }

  lose(): void {
    this.onclose?.call(this as unknown as WebSocket, new CloseEvent("close"));
  }

  take(): (string | number[])[] {
    return this.sent.splice(0);
  }
}

let socket: FakeSocket;
let ended: string[];

beforeEach(() => {
  socket = new FakeSocket();
  ended = [];
});

function connect(events: LiveEvents = {}): LiveConnection {
  const connection = new LiveConnection(socket, options, { ended: (code) => ended.push(code), ...events });
  socket.open();
  return connection;
}

function start(width = 800, height = 600): void {
  socket.receive({
    type: "started",
    sid: "s",
    desktop: "d",
    login: "anna",
    width,
    height,
    recording: { on: true, rule: "default" },
    clipboard: true,
  });
}

function picture(number: number, time: number, ...records: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new ByteWriter().u8(1).u32(number).varint(time).raw(concat(...records)).toBytes();
}

describe("connecting", () => {
  it("introduces itself", () => {
    connect();
    expect(JSON.parse(String(socket.take()[0]))).toEqual({ type: "connect", ...options });
    expect(socket.binaryType).toBe("arraybuffer");
  });

  it("tells of stages, the start and notices", () => {
    const told: unknown[] = [];
    connect({
      stage: (stage) => told.push(stage),
      started: (started) => told.push(started.recording),
      notice: (level, message) => told.push([level, message]),
    });
    socket.receive({ type: "stage", stage: "securing" });
    start();
    socket.receive({ type: "notice", level: "warning", message: "disk is low" });
    socket.receive({ type: "something new" });
    expect(told).toEqual(["securing", { on: true, rule: "default" }, ["warning", "disk is low"]]);
  });

  it.each([true, false])("passes the answer about a certificate on: %s", async (accept) => {
    const question = { sha256: "ab", subject: "CN=d", issuer: "CN=d", notBefore: "1", notAfter: "2" };
    const certificate = vi.fn(() => Promise.resolve(accept));
    connect({ certificate });
    socket.take();
    socket.receive({ type: "certificate", ...question });
    await vi.waitFor(() => expect(socket.take()).toEqual([JSON.stringify({ type: "certificate", accept })]));
    expect(certificate).toHaveBeenCalledWith(expect.objectContaining(question));
  });

  it("refuses a certificate nobody was asked about", async () => {
    connect();
    socket.take();
    socket.receive({ type: "certificate", sha256: "", subject: "", issuer: "", notBefore: "", notAfter: "" });
    await vi.waitFor(() => expect(socket.take()).toEqual([JSON.stringify({ type: "certificate", accept: false })]));
  });

  it("sends no input before the session runs, and then the size that was asked for meanwhile", () => {
    const connection = connect();
    socket.take();
    connection.send.key(0x1e, true);
    connection.resize({ width: 1024, height: 768 });
    expect(socket.take()).toEqual([]);
    start();
    connection.resize({ width: 1024, height: 768 });
    expect(socket.take()).toEqual([[8, 0, 4, 0, 3]]);
  });
});

describe("pictures", () => {
  it("are decoded, shown, then acknowledged", async () => {
    const sizes: string[] = [];
    const connection = connect({ resized: (width, height) => sizes.push(`${width}×${height}`) });
    let shown = () => {};
    connection.onPicture = () => new Promise((done) => (shown = done));
    start();
    socket.take();
    socket.receive(picture(7, 5000, resize(4, 2), fill(1, 0, 2, 1, red)));
    await Promise.resolve();
    expect(socket.take()).toEqual([]);
    shown();
    await vi.waitFor(() => expect(socket.take()).toEqual([[1, 7, 0, 0, 0]]));

    const { width, height, timeMs, pixels } = connection.screen.copyPicture(connection.timeMs);
    expect([width, height, timeMs]).toEqual([4, 2, 5000]);
    const black = 0xff000000;
    expect([...pixels]).toEqual([black, red >>> 0, red >>> 0, black, black, black, black, black]);
    expect(sizes).toEqual(["4×2"]);
  });

  it("that can't be read end the session", () => {
    connect();
    start();
    socket.receive(picture(1, 0, fill(0, 0, 1, 1, red)));
    expect(ended).toEqual(["internal_error"]);
    expect(socket.isClosed).toBe(true);
  });
});

describe("input", () => {
  it("has the layout of the contract", () => {
    const { send } = connect();
    start();
    socket.take();
    send.move(258, 3);
    send.button(2, true, 1, 2);
    send.wheel(1, -120, 1, 2);
    send.key(0x138, true);
    send.character(0x1f600);
    send.locks(6);
    send.clipboard("é");
    expect(socket.take()).toEqual([
      [2, 2, 1, 3, 0],
      [3, 2, 1, 1, 0, 2, 0],
      [4, 1, 0x88, 0xff, 1, 0, 2, 0],
      [5, 0x38, 1, 1],
      [6, 0, 0xf6, 1, 0],
      [7, 6],
      [9, 0xc3, 0xa9],
    ]);
  });

  it("drops moves, and nothing else, while the network is behind", () => {
    const { send } = connect();
    start();
    socket.take();
    socket.bufferedAmount = 1e6;
    send.move(1, 1);
    send.button(0, false, 1, 1);
    expect(socket.take()).toEqual([[3, 0, 0, 1, 0, 1, 0]]);
  });

  it("does not send a clipboard that is too long", () => {
    const { send } = connect();
    start();
    socket.take();
    send.clipboard("x".repeat(1024 * 1024 + 1));
    expect(socket.take()).toEqual([]);
  });

  it("passes text from the desktop's clipboard on", () => {
    const texts: string[] = [];
    const connection = connect({ clipboard: (text) => texts.push(text) });
    connection.onClipboard = (text) => texts.push(`own ${text}`);
    socket.receive(new ByteWriter().u8(2).text("zażółć").toBytes());
    expect(texts).toEqual(["own zażółć", "zażółć"]);
  });
});

describe("the end", () => {
  it("is told once, with the server's reason", () => {
    connect();
    socket.receive({ type: "end", code: "bad_credentials", message: "m" });
    socket.lose();
    expect(ended).toEqual(["bad_credentials"]);
    expect(socket.isClosed).toBe(true);
  });

  it("comes with a lost connection", () => {
    connect();
    socket.lose();
    expect(ended).toEqual(["connection_lost"]);
  });

  it("comes with close, after which nothing is sent or received", () => {
    const connection = connect();
    start();
    connection.close();
    socket.take();
    connection.send.key(1, true);
    socket.receive({ type: "end", code: "idle", message: "m" });
    expect(socket.take()).toEqual([]);
    expect(ended).toEqual(["closed_by_user"]);
  });

  it.each(["{", "null", '{"type":5}', '{"type":"end","code":"x"}', '{"type":"started","sid":"s"}'])(
    "comes with a message that makes no sense: %s",
    (text) => {
      connect();
      socket.receive(text);
      expect(ended).toEqual(["internal_error"]);
    },
  );
});
