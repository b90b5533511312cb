import type { Recording } from "../api/shapes";
import { Icon } from "../controls/icons";
import { showToast } from "../controls/toasts";
import { sentence } from "../format/sentence";
import { size } from "../format/size";
import { clock, lengthInWords, localTime, utcTime } from "../format/time";
import { StateBadge } from "../recordings/StateBadge";
import { Integrity } from "./Integrity";
import { momentsOf } from "./moments";
import type { Playback } from "./playback";
import { shortcutList } from "./shortcuts";

/** Who, what, when, how complete; then the moments worth a look. */
export function DetailsPanel(props: { cluster: string; recording: Recording; playback: Playback; close: () => void }) {
  const { recording, playback } = props;
  const index = playback.index.value;
  const end = index.live ? undefined : playback.wallClock(index.durationMs);
  return (
    <aside class="player-details" id="player-details" aria-label="Details">
      <header>
        <h2>Details</h2>
        <button type="button" class="button quiet small icon-only" aria-label="Close details" onClick={props.close}>
          <Icon name="close" size={18} />
        </button>
      </header>
      <dl class="facts-list">
        <dt>User</dt>
        <dd>{recording.user}</dd>
        <dt>Desktop</dt>
        <dd>{recording.target}</dd>
        <dt>Login</dt>
        <dd>{recording.login}</dd>
        <dt>Started</dt>
        <dd title={utcTime(index.start)}>{localTime(index.start)}</dd>
        <dt>Ended</dt>
        <dd title={end && utcTime(end)}>{end ? localTime(end) : "still runs"}</dd>
        <dt>Duration</dt>
        <dd>{lengthInWords(playback.duration.value)}</dd>
        <dt>Size</dt>
        <dd>{size(index.bytes)}</dd>
        <dt>Screen</dt>
        <dd>{playback.width.value > 0 ? `${playback.width.value} × ${playback.height.value}${playback.terminal.value ? " characters" : ""}` : "–"}</dd>
        <dt>State</dt>
        <dd>
          <StateBadge recording={{ state: index.state as Recording["state"], rule: recording.rule }} />
          {index.reason && <p class="small">{index.reason}</p>}
        </dd>
        <dt>Integrity</dt>
        <dd>
          <Integrity cluster={props.cluster} sid={recording.sid} live={index.live} />
        </dd>
        <dt>Rule</dt>
        <dd>{sentence(recording.rule)}</dd>
        <dt>Session</dt>
        <dd>
          <button
            type="button"
            class="copy-id mono"
            title="Copy the session ID"
            onClick={() => void copyId(recording.sid)}
          >
            {recording.sid}
          </button>
        </dd>
      </dl>
      <Moments playback={playback} />
      <h3>Keys</h3>
      <dl class="facts-list keys">
        {shortcutList.map(([keys, meaning]) => (
          <>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </aside>
  );
}

function Moments({ playback }: { playback: Playback }) {
  const moments = momentsOf(playback.index.value);
  return (
    <>
      <h3>Moments</h3>
      {moments.length === 0 && <p class="soft small">Nothing was marked in this session.</p>}
      <ul class="moments">
        {moments.map((moment, at) => (
          <li key={at}>
            <button type="button" class={moment.bad ? "bad" : ""} onClick={() => playback.seek(moment.time)}>
              <span class="numbers soft">{clock(moment.time)}</span>
              <span>{moment.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

async function copyId(sid: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(sid);
    showToast("The session ID is on your clipboard.");
  } catch {
    showToast("The browser refused to copy. Select the ID and copy it yourself.", "warning");
  }
}
