import { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";
import type { CertificateQuestion, LiveStage, LiveStarted, NoticeLevel } from "./session";

/** A text message of the server. */
export type ServerText =
  | { readonly type: "stage"; readonly stage: LiveStage }
  | ({ readonly type: "certificate" } & CertificateQuestion)
  | ({ readonly type: "started" } & LiveStarted)
  | { readonly type: "notice"; readonly level: NoticeLevel; readonly message: string }
  | { readonly type: "end"; readonly code: string; readonly message: string };

/** A binary message of the server. */
export type ServerBinary =
  | { readonly type: "records"; readonly number: number; readonly time: number; readonly records: Uint8Array }
  | { readonly type: "clipboard"; readonly text: string };

/** Reads a text message; undefined for types this client does not know. */
export function readServerText(text: string): ServerText | undefined {
  const fields = new Fields(parseObject(text));
  const type = fields.text("type");
  switch (type) {
    case "stage":
      return { type, stage: fields.text("stage") as LiveStage };
    case "certificate":
      return {
        type,
        sha256: fields.text("sha256"),
        subject: fields.text("subject"),
        issuer: fields.text("issuer"),
        notBefore: fields.text("notBefore"),
        notAfter: fields.text("notAfter"),
      };
    case "started": {
      const recording = fields.object("recording");
      return {
        type,
        sid: fields.text("sid"),
        desktop: fields.text("desktop"),
        login: fields.text("login"),
        width: fields.number("width"),
        height: fields.number("height"),
        recording: { on: recording.boolean("on"), rule: recording.text("rule") },
        clipboard: fields.boolean("clipboard"),
      };
    }
    case "notice":
      return { type, level: fields.text("level") as NoticeLevel, message: fields.text("message") };
    case "end":
      return { type, code: fields.text("code"), message: fields.text("message") };
    default:
      return undefined;
  }
}

/** Reads a binary message; undefined for kinds this client does not know. */
export function readServerBinary(bytes: Uint8Array): ServerBinary | undefined {
  const reader = new ByteReader(bytes);
  switch (reader.u8()) {
    case 1:
      return { type: "records", number: reader.u32(), time: reader.varint(), records: reader.rest() };
    case 2:
      return { type: "clipboard", text: reader.text(bytes.length) };
    default:
      return undefined;
  }
}

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FormatError("the server sent text that is not JSON");
  }
  if (typeof value !== "object" || value === null) throw new FormatError("the server sent JSON that is not an object");
  return value;
}

/** Takes fields of an object by type. */
class Fields {
  private readonly fields: ReadonlyMap<string, unknown>;

  constructor(object: object) {
    this.fields = new Map(Object.entries(object));
  }

  text(name: string): string {
    const value = this.fields.get(name);
    return typeof value === "string" ? value : this.missing(name);
  }

  number(name: string): number {
    const value = this.fields.get(name);
    return typeof value === "number" ? value : this.missing(name);
  }

  boolean(name: string): boolean {
    const value = this.fields.get(name);
    return typeof value === "boolean" ? value : this.missing(name);
  }

  object(name: string): Fields {
    const value = this.fields.get(name);
    return typeof value === "object" && value !== null ? new Fields(value) : this.missing(name);
  }

  private missing(name: string): never {
    throw new FormatError(`the server sent a message without "${name}"`);
  }
}
