import type { Verification } from "../api/shapes";
import { sentence } from "../format/sentence";
import { clock } from "../format/time";

/** What a verification says, for people; `bad` if the recording is not what was recorded. */
export function integrityOf(found: Verification): { title: string; text: string; bad: boolean } {
  const signature = found.signed ? " The cluster's signature is good." : "";
  switch (found.verdict) {
    case "whole":
      return { title: "Verified", text: `Every byte is as it was recorded.${signature}`, bad: false };
    case "incomplete":
      return { title: "Verified, incomplete", text: `${sentence(found.reason)}${signature}`, bad: false };
    case "altered":
      return { title: `Altered at ${clock(found.fromMs)}`, text: sentence(found.reason), bad: true };
    case "chunk_missing":
      return {
        title: `Missing from ${clock(found.fromMs)} to ${clock(found.toMs)}`,
        text: sentence(found.reason),
        bad: true,
      };
    case "tail_missing":
      return { title: `End missing after ${clock(found.fromMs)}`, text: sentence(found.reason), bad: true };
    case "wrong_key":
      return { title: "Signed by another cluster", text: sentence(found.reason), bad: true };
    case "file_missing":
      return { title: "File missing", text: sentence(found.reason), bad: true };
    default:
      return { title: "Not this recording", text: sentence(found.reason), bad: true };
  }
}
