import type { FullScreen } from "../controls/fullScreen";
import { Icon } from "../controls/icons";
import { Menu } from "../controls/Menu";
import { showToast } from "../controls/toasts";
import { clock, utcTime, zoneName } from "../format/time";
import type { Playback } from "./playback";
import { speeds } from "./playback";
import { SeekBar } from "./SeekBar";

export function Controls({ playback, fullScreen }: { playback: Playback; fullScreen: FullScreen }) {
  return (
    <div class="controls" role="group" aria-label="Playback">
      <SeekBar playback={playback} />
      <div class="control-row">
        <PlayButton playback={playback} />
        <Times playback={playback} />
        {playback.live.value && <LiveButton playback={playback} />}
        <span class="control-space" />
        <button
          type="button"
          class="button quiet small"
          aria-pressed={playback.skipIdle.value}
          title="Skip stretches in which nothing changes (I)"
          onClick={() => playback.toggleSkipIdle()}
        >
          <Icon name="skip" size={18} />
          <span class="tool-label">Skip idle</span>
        </button>
        <SpeedMenu playback={playback} />
        <button
          type="button"
          class="button quiet small icon-only"
          aria-label="Copy a link to this moment"
          title="Copy a link to this moment"
          onClick={() => void copyLink(playback.time.value)}
        >
          <Icon name="link" size={18} />
        </button>
        {fullScreen.possible && (
          <button
            type="button"
            class="button quiet small icon-only"
            aria-label={fullScreen.on ? "Leave full screen" : "Full screen"}
            title={fullScreen.on ? "Leave full screen (F)" : "Full screen (F)"}
            onClick={fullScreen.toggle}
          >
            <Icon name={fullScreen.on ? "shrink" : "expand"} size={18} />
          </button>
        )}
      </div>
    </div>
  );
}

function PlayButton({ playback }: { playback: Playback }) {
  const playing = playback.playing.value;
  return (
    <button
      type="button"
      class="button quiet icon-only play-button"
      aria-label={playing ? "Pause" : "Play"}
      title={playing ? "Pause (Space)" : "Play (Space)"}
      onClick={() => playback.toggle()}
    >
      <Icon name={playing ? "pause" : "play"} size={22} />
    </button>
  );
}

function Times({ playback }: { playback: Playback }) {
  const seconds = Math.floor(playback.time.value / 1000) * 1000;
  const at = playback.wallClock(seconds);
  return (
    <div class="times numbers">
      <span class="session-time">
        <span class="now">{clock(seconds)}</span> <span class="soft">/ {clock(playback.duration.value)}</span>
      </span>
      <time class="wall-clock soft small" dateTime={at.toISOString()} title={utcTime(at)}>
        {at.toLocaleTimeString()} {zoneName(at)}
      </time>
    </div>
  );
}

function LiveButton({ playback }: { playback: Playback }) {
  const live = playback.atLiveEdge.value;
  return (
    <button
      type="button"
      class={`button quiet small live-button ${live ? "on" : ""}`}
      disabled={live}
      onClick={() => playback.goLive()}
    >
      <span class="dot" />
      {live ? "Live" : <GoToLive />}
    </button>
  );
}

/** Where there is little room, the word that matters. */
function GoToLive() {
  return (
    <>
      <span class="wide-only">Go to live</span>
      <span class="narrow-only">Live</span>
    </>
  );
}

function SpeedMenu({ playback }: { playback: Playback }) {
  const current = playback.speed.value;
  return (
    <Menu
      label={`Speed ${current}×`}
      title="Speed ([ and ])"
      side="above"
      buttonClass="button quiet small speed"
      button={<span class="numbers">{current}×</span>}
    >
      {speeds.map((speed) => (
        <button
          key={speed}
          type="button"
          class="menu-item numbers"
          role="menuitemradio"
          aria-checked={speed === current}
          onClick={() => playback.setSpeed(speed)}
        >
          {speed}×
          {speed === current && (
            <span class="end">
              <Icon name="check" size={16} />
            </span>
          )}
        </button>
      ))}
    </Menu>
  );
}

async function copyLink(ms: number): Promise<void> {
  const link = `${location.origin}${location.pathname}?t=${ms}`;
  try {
    await navigator.clipboard.writeText(link);
    showToast(`The link to ${clock(ms)} is on your clipboard.`);
  } catch {
    showToast(`The browser refused to copy. This is the link: ${link}`, "warning");
  }
}
