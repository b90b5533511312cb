import { expect, test } from "vitest";
import { sentence } from "./sentence";

test.each([
  ["", ""],
  ["the disk is full", "The disk is full."],
  ["The disk is full.", "The disk is full."],
  ["win01 refused", "win01 refused."],
  ["static_hosts is empty", "static_hosts is empty."],
  ["really?", "Really?"],
  ["no: try again", "No: try again."],
])("%j reads %j", (message, text) => expect(sentence(message)).toBe(text));
