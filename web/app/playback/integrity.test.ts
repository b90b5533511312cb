import { describe, expect, it } from "vitest";
import type { Verification } from "../api/shapes";
import { integrityOf } from "./integrity";

const found: Verification = { verdict: "whole", fromMs: 61_000, toMs: 75_000, reason: "a part is missing", signed: true };

describe("what a verification says", () => {
  it.each([
    ["whole", "Verified", false],
    ["incomplete", "Verified, incomplete", false],
    ["altered", "Altered at 1:01", true],
    ["chunk_missing", "Missing from 1:01 to 1:15", true],
    ["tail_missing", "End missing after 1:01", true],
    ["wrong_key", "Signed by another cluster", true],
    ["file_missing", "File missing", true],
    ["not_ours", "Not this recording", true],
  ] as const)("%s: %s", (verdict, title, bad) => {
    expect(integrityOf({ ...found, verdict })).toMatchObject({ title, bad });
  });

  it("names the signature only if it was checked", () => {
    expect(integrityOf(found).text).toContain("signature is good");
    expect(integrityOf({ ...found, signed: false }).text).not.toContain("signature");
  });
});
