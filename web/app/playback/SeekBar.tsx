import { useMemo, useRef, useState } from "preact/hooks";
import { clock, lengthInWords } from "../format/time";
import type { Playback } from "./playback";
import { activityOutline, percent, remarkAt } from "./timeline";

/** While it is dragged, seeks follow at most this often, in ms. */
const dragPause = 80;
/** A mark or a gap counts as under the pointer within this many CSS pixels. */
const reach = 5;

/** The whole session as a bar: activity, marks, what is damaged, and where we are. */
export function SeekBar({ playback }: { playback: Playback }) {
  const bar = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<{ ms: number; x: number; width: number }>();
  const dragged = useRef(0);
  const duration = playback.duration.value;

  const momentOf = (event: PointerEvent) => {
    const { left, width } = bar.current!.getBoundingClientRect();
    const x = Math.min(width, Math.max(0, event.clientX - left));
    return { ms: width === 0 ? 0 : Math.round((x / width) * duration), x, width };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    bar.current!.setPointerCapture(event.pointerId);
    dragged.current = event.timeStamp;
    playback.seek(momentOf(event).ms);
  };
  const move = (event: PointerEvent) => {
    const moment = momentOf(event);
    setHover(moment);
    if (!bar.current!.hasPointerCapture(event.pointerId) || event.timeStamp - dragged.current < dragPause) return;
    dragged.current = event.timeStamp;
    playback.seek(moment.ms);
  };
  const up = (event: PointerEvent) => {
    if (bar.current!.hasPointerCapture(event.pointerId)) playback.seek(momentOf(event).ms);
  };

  return (
    <div class="seek">
      <div
        ref={bar}
        class="seek-bar"
        role="slider"
        tabIndex={0}
        aria-label="Moment of the session"
        aria-valuemin={0}
        aria-valuemax={Math.round(duration / 1000)}
        aria-valuenow={Math.round(playback.time.value / 1000)}
        aria-valuetext={`${lengthInWords(playback.time.value)} of ${lengthInWords(duration)}`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerLeave={() => setHover(undefined)}
      >
        <Background playback={playback} />
        <Position playback={playback} />
        {hover && <span class="seek-hover" style={{ left: `${hover.x}px` }} />}
      </div>
      {hover && <Tooltip playback={playback} {...hover} />}
    </div>
  );
}

/** What changes only with the index. */
function Background({ playback }: { playback: Playback }) {
  const index = playback.index.value;
  const duration = playback.duration.value;
  const outline = useMemo(() => activityOutline(index.activity, duration), [index, duration]);
  return (
    <>
      <svg class="activity" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path d={outline} />
      </svg>
      {index.damaged.map((row) => (
        <span
          key={`${row.from}-${row.to}`}
          class="damaged"
          style={{
            left: `${percent(row.from, duration)}%`,
            width: `${percent(row.to, duration) - percent(row.from, duration)}%`,
          }}
        />
      ))}
      {index.marks.map((mark, at) => (
        <span key={at} class={`mark ${mark.kind}`} style={{ left: `${percent(mark.time, duration)}%` }} />
      ))}
    </>
  );
}

function Position({ playback }: { playback: Playback }) {
  const at = percent(playback.time.value, playback.duration.value);
  return (
    <>
      <span class="seek-done" style={{ width: `${at}%` }} />
      <span class="seek-knob" style={{ left: `${at}%` }} />
    </>
  );
}

function Tooltip({ playback, ms, x, width }: { playback: Playback; ms: number; x: number; width: number }) {
  const perPixel = width === 0 ? 0 : playback.duration.value / width;
  const remark = remarkAt(playback.index.value, ms, reach * perPixel);
  return (
    <div class="seek-tip numbers" style={{ left: `clamp(70px, ${x}px, calc(100% - 70px))` }}>
      <strong>{clock(ms)}</strong>
      <span class="soft">{playback.wallClock(ms).toLocaleTimeString()}</span>
      {remark && <span class="seek-remark">{remark}</span>}
    </div>
  );
}
