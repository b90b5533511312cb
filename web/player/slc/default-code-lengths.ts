// Written by write-default-code-lengths.mjs from src/Recording/Codec/DefaultTables.bin.
import { fullLengthCount } from "./alphabet";

/** Bytes of a run length less one in the upper half and a code length in the lower. */
const runs =
  "BwgZGvz8/Pz8/Pz8/Pz8/Pz8/CwqKQhMCUwK/PycCQwL/KwJTAtcCEwLrAv8DApMCMwJ/LwJTBtMC/zMC0wJrAsMC2wLHEcmJRYH" +
  "BgcGBwYXCAkaCwpcCBk4CRoMCgwKCzwL/AsKCwoLGgkMCgsZBwoHCNwGJQQVFicoCQgJjAoMCRoJCAcIBzgZCAkIFwYIPAoMCwwL" +
  "BzwLChkIORoLOgmsBgc5CgkKGwwrDBv8/Pz8/Pz8/Pz8/Pz8PAs8CxwrDDsqCQopCAZMCrwL/PwsCvzMCkwLXAn8/CwLTArMCvy8" +
  "ClwL/PyMCvxMCxwHGQgXBgcGBwYXGAkHCAcYCSoMCUwGCAkaCxoICQgKOQoJBwkICuwLHBt8CxwL3AYVBgUGBQYHOAkHGAqsCgkI" +
  "BhUGBTYXBhcWBQYJCgsMCjwITAsKDAoLChv8LAYXOIkqKQtqDAs6CyoLygwKCToMCgkLGhsKG2obChsKK0oMCwoLKhsqGywKCxoJ" +
  "GgmKDAoLCgsMGxoLGgwLCgsKDAoMCwoLOgwKGzoLGgsaCxoJOhsaDBoLCjsqCSoLSgm6GRoMCQsaCTo5CgkKCQqZOCcMOwkrHAkK" +
  "DCscCTsMCwq7DAoMOwwZDCsMCBoLHBsJGxwKCwkMSwpbGksJWwlLCgwKLAoJDBscCwwKGxwLHApLDAkMOwlLGksMCRwJLGsKCwo7" +
  "CgwbLAoJGwwbCggKSwoLCgscCwlbClsKWwoJSwkKWwoLCgssClwKHAUXCAcIBwgHGDkIGgkLCgksawUGBygXCCkIKgkKCBkIKxxb" +
  "GisMGlscCwoMCxxLDDssJQYFFhc5CgkKCQwLDIsIKRgJCBkKCQoMKwnbCjsKCxprDBsMCwxrDAsEBQd4KQucC3wLjAo8CwoMCywK" +
  "TApcC/z8/Pz8HAscCuwKXBscGgwLvAoMKwwbDCtsCkwHCgwLGkscCxoLGhloBxgHBfz8/Pz8/Pz8/Pz8/Pz8/PwFNgcGBxYYCQgZ" +
  "Cgw6nAYHCBkMGgkLCvxcCgsMCwwJDAoMC2wI/AwlBgUWBwhJBxq8GQgHBgUHBRcIKSoFGZwIDAoLLAkqGwwLPAvMFVYXGClaDAss" +
  "CwoMCwoMC0wLLBtcC1wLLAsMG/z8/Pz8rAvsC0wL3AocKwwLDAsMCwwKbAtcKwwLXAoMCwwKCwwbKSgXVgX8/Pz8/Pz8/Pz8/Pz8" +
  "/Pz8BigHCAcoGSwKLBusBwkcC/y8CQoLKisq/GwGBAUGFQQFBwkLCgsMKrwHKBYHBggHGAkMCQsMCAsKnAsMCisaGwwJCgv8LAYH" +
  "mBkIqQj5CQpJCikaCQoJKhkqC5oLyhtKKzoMG1oLShs6KzoMWisKCxoLChsqCwoLOgsMigv6Ghk6CQoJKgkqCQpJCvnJGAloBwss" +
  "GjwLCgtMCAssChwKCywLDAscCgwrLAocCgscCxwJCwo8GwwKHAsMCjwLDAsKLAsMC1wKCxwLHAoLLBsMCwwbTAsMCgsMC0wrTAos" +
  "CwwKTAoLTAsKHAkMCwwLDAkcCiwLDAscCywKHAsKLAoMKgssCgscGxwLDAsKDAsMCxwLDAsMGywLDAsKTAoLXAoMOwocCywrDAYH" +
  "GAcINwgZOgsJCgmsCCoLHBsMCwwK/DwaDAsaDBsKC/x8BQQFJgUGCCkaCQoJC6woBxYXCBcICQoJGggKCAuMCwwKKxoLCgsKG/ws" +
  "AQMGFwgnSQgaCQscagkKDBoMCwoMChwaDAsKCxwaDAsKDAoMClwLDAscCgwKPAv8/Pz8/PzcC1wLTBocCwoMCwobDAoMCwoMCiwL" +
  "CgwKDBsaCAk6CQoJKgwZCAoJCggXKAUDAQMFBwkIGQgKCQgZCgkIKgspDAoMCwoMGjsMCQwKHAoLPAsKDAoLnAssCwoJCvz8/KwK" +
  "/Pz8nAusCxwbDCk8CxwJCgwKCywKGyoJKhkaGRoJGikoBwYFMwQGGBkKGAkIGQoZDCgZChkKGQsJChkKCwoZSxoJCxwLTBsaDCsK" +
  "WwobHAssGwwLHBsMCwwbDAtsGxwLXEscGwz7HFscCzwLLAscCwwrXAsMC5wbDAobHAocCywbHAssCjwLGgkqCwkICQoZCggJGyoZ" +
  "CAopCApYBgQTBAUTBAUWSAkYCmkaCxoJSglaCAw6CQtKG0wKXAscGwwK/Pz8/Pz8/CwKCwoMCzwJCwwrCgsMGwwaCQobGgsJCgs6" +
  "CRoJCgsKCQo5CBkIGQcIFgUEAwQVFlUmBxYXGCdICQgJCAqJCgkICQoJCikKGRoJegsqCwoLCgsq+/v7+zsK+1sKKwo7GmsKCwoL" +
  "GgtKGwkqCQsJCAkKGRoZCgkICQoIKQgZCAkICVhnFjUEFRYFdwgXBgcGVwZXBncIJwgHSBdYBwg5CJkKGQoJGgkaOwwKCxo7Sgsc" +
  "C5wbHDv8LAsMCmwbDAsMCwoLCgsMCgsKCwwKC1oZCgkqGQppGDl4FwgHKAcIJxjHFjcGBwbHAgMFRgcICQcJCAcpCwoIBwgpCikK" +
  "GQgZCgsJGwoLDAoMCxwbDBsaCBscOyw7HCsKDEssGwwLDCssC0yLHAsMGxxbXBsMCxwbHAsMGwwLHCscKxxrDAsKGxw7HBscCxwL" +
  "PAssCgkMGywbCissSgsMCksZCwoMCQwLByopBgkHBggXBQYHBhUDAQMFByg5ChkKCQoJKhkKCwwLDCsMOwoJGwwbDAsMSwwbDHsM" +
  "Cww7DCsMSwwbPAsMGwzLHBscmxx7DHss+1ssKwwLHAscaxwbHEssCzwLHBsMCxwLGhsMGwybCgsaDAkICikKCQgZCBkYBwUDFBMG" +
  "BxgZCCkYCQgZCAkKSQgJChkbChkKCQscCwwLDAo8GkwLDAt8C/z8zAqMC/z8/IwLvAtMCgsaHAoLDAocCwopGgw5CgkKCQopKEkI" +
  "CQoYCRgHBiMFFgQDFAUHOAkIGgkKGQgJCAoJCikqDBoMCikaGwoMCxoLLAscCxwKHAqcCxwL/Pz8C/z8/IwLfAssCxwKCzoLSkkq" +
  "CxkaKQgpChkYCjkHSAcFFAMEFgUWFxZVNhcIFygJOBkICRgKGQo5CkkKCWoLClsKGwkLChsKGwxLCisK+/v7+ysMWyq7ahsaKwoJ" +
  "CwoLGgsqCSppGAkKCQgJBwgJCBk4CSgHCAcIBzZVBicWBScIBwgXKPf3JwgX2AkaKQgpCilaCUoZOyosK0wKDAocOvz8KwwLPAsM" +
  "CxwLDGpJCDkICQgZCBl4B0j390cIByh3TAoJChiXBgcGBxYVBAUEBQQFBAUEBQQFBDUGjAs=";

/** The code lengths of the built-in tables, in the order of a message that brings its own. */
export function defaultCodeLengths(): Uint8Array {
  const lengths = new Uint8Array(fullLengthCount);
  let at = 0;
  for (const byte of atob(runs)) {
    const run = byte.charCodeAt(0);
    const end = at + (run >> 4) + 1;
    lengths.fill(run & 15, at, end);
    at = end;
  }
  return lengths;
}
