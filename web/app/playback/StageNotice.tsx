import { Icon } from "../controls/icons";
import { sentence } from "../format/sentence";
import type { Playback } from "./playback";

/** Over the picture: that it loads, that it is not what was on the screen, or that the player failed. */
export function StageNotice({ playback }: { playback: Playback }) {
  const phase = playback.phase.value;
  const trouble = playback.trouble.value;

  if (phase === "failed") {
    return (
      <div class="stage-failure" role="alert">
        <Icon name="warning" size={26} />
        <p>{sentence(playback.error.value ?? "The recording can't be played on from here.")}</p>
        <button type="button" class="button" onClick={() => playback.seek(playback.time.value)}>
          <Icon name="refresh" size={18} />
          Try again
        </button>
      </div>
    );
  }
  // At the live edge waiting is all there is to do.
  const waits = phase === "waiting" && !playback.atLiveEdge.value;
  return (
    <>
      {(phase === "loading" || phase === "seeking" || waits) && (
        <div class="stage-wait">
          <span class="spinner" />
          <span class="visually-hidden">Loading the picture</span>
        </div>
      )}
      {trouble && (
        <p class="stage-trouble" role="status">
          <Icon name="warning" size={16} />
          {sentence(trouble)}
        </p>
      )}
    </>
  );
}
