import { useState } from "preact/hooks";
import { asApiError } from "../api/loading";
import * as api from "../api/routes";
import { integrityOf } from "./integrity";

/** Lets the server verify the recording when the person asks for it: that reads the whole file. */
export function Integrity({ cluster, sid, live }: { cluster: string; sid: string; live: boolean }) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ title: string; text: string; bad: boolean }>();

  if (live) return <span class="soft">can be verified when the session is over</span>;

  async function verify() {
    setBusy(true);
    try {
      setOutcome(integrityOf(await api.verification(cluster, sid)));
    } catch (error) {
      setOutcome({ title: "Not verified", text: asApiError(error).message, bad: true });
    }
    setBusy(false);
  }

  return (
    <div aria-live="polite">
      {outcome && (
        <>
          <span class={`badge ${outcome.bad ? "bad" : "good"}`}>{outcome.title}</span>
          <p class="small">{outcome.text}</p>
        </>
      )}
      <button type="button" class="button quiet small" disabled={busy} onClick={() => void verify()}>
        {busy ? "Verifying…" : outcome ? "Verify again" : "Verify"}
      </button>
    </div>
  );
}
