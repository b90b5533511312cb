/** Bytes that are not what the format says. The message names what was wrong, for a log or a notice. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}
