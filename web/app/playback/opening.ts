import { useEffect, useState } from "preact/hooks";
import { openRecording } from "../../player";
import { type Loaded, asApiError } from "../api/loading";
import { ApiError } from "../api/request";
import { place } from "../routing/location";
import { Playback } from "./playback";
import { reportTo } from "./watched";

/** Opens a recording and plays it, or shows the moment of the address's `t`, in ms; closes it with the page. */
export function useOpenedPlayback(cluster: string, sid: string): Loaded<Playback> {
  const [opened, setOpened] = useState<Loaded<Playback>>({ state: "loading" });

  useEffect(() => {
    const abort = new AbortController();
    const report = reportTo(cluster, sid);
    let playback: Playback | undefined;
    const options = { signal: abort.signal, watched: (from: number, to: number) => void report.add(from, to) };

    openRecording(cluster, sid, options).then(
      (player) => {
        if (abort.signal.aborted) return player.dispose();
        playback = new Playback(player);
        playback.begin(startMoment(place.peek().query));
        setOpened({ state: "ready", value: playback });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setOpened({ state: "failed", error: playerError(error) });
      },
    );

    // The last seconds seen are reported before the tab is gone.
    const leave = () => playback?.pause();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      abort.abort();
      playback?.dispose();
    };
  }, [cluster, sid]);

  return opened;
}

/** The moment that a link asks for. */
export function startMoment(query: URLSearchParams): number | undefined {
  const text = query.get("t");
  if (text === null || !/^\d{1,12}$/.test(text)) return undefined;
  return Number(text);
}

/** The player's errors carry a sentence that can be shown as it is. */
function playerError(error: unknown): ApiError {
  return error instanceof Error ? new ApiError("player_error", error.message, 0) : asApiError(error);
}
