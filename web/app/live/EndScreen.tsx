import { useEffect, useRef } from "preact/hooks";
import type { LiveStarted } from "../../player";
import type { Desktop } from "../api/shapes";
import { Icon } from "../controls/icons";
import { paths } from "../routing/routes";
import type { Ending } from "./connection";
import { endingLook } from "./endings";

interface EndScreenProps {
  cluster: string;
  desktop: Desktop;
  ending: Ending;
  started: LiveStarted | undefined;
  reconnect: () => void;
}

/** Why the session is over, and what can be done now. */
export function EndScreen({ cluster, desktop, ending, started, reconnect }: EndScreenProps) {
  const look = endingLook(ending.code, started !== undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div class={`end-screen ${look.bad ? "bad" : ""}`}>
      <span class="end-mark">
        <Icon name={look.icon} size={26} />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {look.title}
      </h1>
      <p>{ending.message}</p>
      <p class="soft small">
        {desktop.name}
        {started && ` · ${started.login}`} · <span class="mono">{ending.code}</span>
      </p>
      <div class="card-actions">
        {look.again && (
          <button type="button" class="button primary" onClick={reconnect}>
            Connect again
          </button>
        )}
        {started?.recording.on && (
          <a class="button" href={paths.player(cluster, started.sid)}>
            <Icon name="play" size={16} />
            Watch the recording
          </a>
        )}
        <a class="button quiet" href={paths.desktops(cluster)}>
          All desktops
        </a>
      </div>
    </div>
  );
}
