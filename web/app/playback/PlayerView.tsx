import { useEffect, useRef, useState } from "preact/hooks";
import type { Recording } from "../api/shapes";
import { useFullScreen } from "../controls/fullScreen";
import { Icon } from "../controls/icons";
import { StateBadge } from "../recordings/StateBadge";
import { paths } from "../routing/routes";
import { Mark } from "../shell/Logo";
import { Controls } from "./Controls";
import { DetailsPanel } from "./DetailsPanel";
import { useIdlePointer } from "./idlePointer";
import type { Playback } from "./playback";
import { onShortcut } from "./shortcuts";
import { StageNotice } from "./StageNotice";

interface ViewProps {
  cluster: string;
  recording: Recording;
  playback: Playback;
}

export function PlayerView({ cluster, recording, playback }: ViewProps) {
  const page = useRef<HTMLElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const [details, setDetails] = useState(false);
  const fullScreen = useFullScreen();
  const idle = useIdlePointer(page);

  useEffect(() => playback.mount(screen.current!), [playback]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const actions = { toggleFullScreen: fullScreen.toggle, toggleDetails: () => setDetails((open) => !open) };
      if (onShortcut(event, playback, actions)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [playback]);

  const quiet = fullScreen.on && idle && playback.playing.value;
  return (
    <main class={`stage player ${fullScreen.on ? "full" : ""} ${quiet ? "quiet" : ""}`} ref={page}>
      <header class="player-head">
        <a href={paths.recordings(cluster)} class="player-home" aria-label="All recordings" title="All recordings">
          <Mark size={26} />
        </a>
        <h1 class="cut">
          {recording.user} <span class="soft">on</span> {recording.target}{" "}
          <span class="soft login">as {recording.login}</span>
        </h1>
        <Status playback={playback} recording={recording} />
        <button
          type="button"
          class="button quiet small"
          aria-expanded={details}
          aria-controls="player-details"
          onClick={() => setDetails(!details)}
        >
          <Icon name="panel" size={18} />
          <span class="tool-label">Details</span>
        </button>
      </header>
      <div class="player-middle">
        <div class="player-stage">
          <div class="player-screen" ref={screen} onClick={() => playback.toggle()} />
          <StageNotice playback={playback} />
        </div>
        {details && <DetailsPanel cluster={cluster} recording={recording} playback={playback} close={() => setDetails(false)} />}
      </div>
      <Controls playback={playback} fullScreen={fullScreen} />
    </main>
  );
}

/** The ledger's state as the player knows it: a running session ends while it is watched. */
function Status({ playback, recording }: { playback: Playback; recording: Recording }) {
  const { state, reason } = playback.index.value;
  return <StateBadge recording={{ rule: recording.rule, state: state as Recording["state"], reason }} />;
}
