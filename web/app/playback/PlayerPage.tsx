import * as api from "../api/routes";
import { useLoaded } from "../api/loading";
import type { Recording } from "../api/shapes";
import { Blank, Failure } from "../controls/Blank";
import { stateMeaning, whyNotPlayable } from "../recordings/StateBadge";
import { paths } from "../routing/routes";
import { useTitle } from "../routing/title";
import { Opening } from "../shell/Opening";
import { PlayerView } from "./PlayerView";
import { useOpenedPlayback } from "./opening";
import "./playback.css";

/** Plays one recording in a tab of its own. */
export function PlayerPage({ cluster, sid }: { cluster: string; sid: string }) {
  const loaded = useLoaded(`recording ${sid}`, (signal) => api.recording(cluster, sid, signal));
  useTitle(loaded.value ? `${loaded.value.user} on ${loaded.value.target}` : "Recording");

  if (loaded.state === "loading") return <Opening />;
  if (loaded.state === "failed") {
    return (
      <main class="whole-page">
        <Failure error={loaded.error} retry={loaded.reload} />
      </main>
    );
  }
  const recording = loaded.value;
  const blocked = whyNotPlayable(recording);
  return blocked ? (
    <Unplayable cluster={cluster} recording={recording} title={blocked} />
  ) : (
    <Opened cluster={cluster} recording={recording} reload={loaded.reload} />
  );
}

function Opened({ cluster, recording, reload }: { cluster: string; recording: Recording; reload: () => void }) {
  const opened = useOpenedPlayback(cluster, recording.sid);
  if (opened.state === "loading") return <Opening />;
  if (opened.state === "failed") {
    return (
      <main class="whole-page">
        <Failure error={opened.error} retry={reload} />
      </main>
    );
  }
  return <PlayerView cluster={cluster} recording={recording} playback={opened.value} />;
}

function Unplayable({ cluster, recording, title }: { cluster: string; recording: Recording; title: string }) {
  return (
    <main class="whole-page">
      <Blank
        icon="film"
        title={title}
        actions={
          <a class="button primary" href={paths.recordings(cluster)}>
            All recordings
          </a>
        }
      >
        {recording.reason ?? (recording.state === "off" ? `Rule: ${recording.rule}` : stateMeaning(recording.state))}
      </Blank>
    </main>
  );
}
