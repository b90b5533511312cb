import type { LiveStage } from "../../player";
import type { Desktop } from "../api/shapes";
import { Icon } from "../controls/icons";
import { CardHead } from "./CardHead";

const stages: [LiveStage, string][] = [
  ["resolving", "Find the desktop"],
  ["connecting", "Connect"],
  ["securing", "Secure the connection"],
  ["signing in", "Sign in"],
  ["starting", "Start the desktop"],
];

/** How far the connection has come. */
export function StageList(props: { desktop: Desktop; stage: LiveStage | undefined; cancel: () => void }) {
  const current = stages.findIndex(([stage]) => stage === props.stage);
  return (
    <>
      <CardHead desktop={props.desktop} title={`Connecting to ${props.desktop.name}`} />
      <ol class="stages" aria-live="polite">
        {stages.map(([stage, label], at) => {
          const state = at < current ? "done" : at === current ? "now" : "ahead";
          return (
            <li key={stage} class={state} aria-current={state === "now" ? "step" : undefined}>
              <span class="stage-mark">{state === "done" && <Icon name="check" size={14} />}</span>
              {label}
              {state === "done" && <span class="visually-hidden"> done</span>}
            </li>
          );
        })}
      </ol>
      <button type="button" class="button" onClick={props.cancel}>
        Cancel
      </button>
    </>
  );
}
