import type { Recording } from "../api/shapes";
import { Icon, type IconName } from "../controls/icons";
import { Table } from "../controls/Table";
import { size } from "../format/size";
import { clock, lengthInWords, listTime, utcTime, zoneName } from "../format/time";
import { paths } from "../routing/routes";
import { StateBadge, whyNotPlayable } from "./StateBadge";

const kinds: Record<string, { icon: IconName; name: string }> = {
  desktop: { icon: "desktop", name: "Desktop" },
  ssh: { icon: "terminal", name: "SSH" },
  k8s: { icon: "kubernetes", name: "Kubernetes" },
  db: { icon: "database", name: "Database" },
};

const columns = () => [
  { name: "Kind", hidden: true, class: "kind" },
  { name: "User", class: "user" },
  { name: "Desktop" },
  { name: "Login", class: "login" },
  { name: `Start (${zoneName()})`, class: "start" },
  { name: "Duration", class: "number duration" },
  { name: "Size", class: "number size" },
  { name: "State", class: "state-column" },
  { name: "Actions", hidden: true, class: "actions" },
];

export function RecordingTable({
  cluster,
  recordings,
  stale,
}: {
  cluster: string;
  recordings: Recording[];
  stale?: boolean;
}) {
  return (
    <Table label="Session recordings" class={`recordings ${stale ? "stale" : ""}`} columns={columns()} busy={stale}>
      {recordings.map((recording) => (
        <Row key={recording.sid} cluster={cluster} recording={recording} />
      ))}
    </Table>
  );
}

function Row({ cluster, recording }: { cluster: string; recording: Recording }) {
  const kind = kinds[recording.kind] ?? { icon: "film" as const, name: recording.kind };
  const blocked = whyNotPlayable(recording);
  const what = `${recording.user} on ${recording.target}`;
  return (
    <tr role="row" data-sid={recording.sid}>
      <td role="cell" class="kind" title={kind.name}>
        <Icon name={kind.icon} />
        <span class="visually-hidden">{kind.name}</span>
      </td>
      <td role="cell" class="user">
        <span class="cut" title={recording.user}>
          {recording.user}
        </span>
      </td>
      <td role="cell" data-label="Desktop">
        <strong class="cut" title={recording.target}>
          {recording.target}
        </strong>
      </td>
      <td role="cell" data-label="Login">
        <span class="cut" title={recording.login}>
          {recording.login}
        </span>
      </td>
      <td role="cell" data-label="Start" class="numbers">
        <time dateTime={recording.start} title={utcTime(recording.start)}>
          {listTime(recording.start)}
        </time>
      </td>
      <td role="cell" data-label="Duration" class="number" title={lengthInWords(recording.durationMs)}>
        {recording.state === "off" ? "–" : clock(recording.durationMs)}
      </td>
      <td role="cell" data-label="Size" class="number" title={`${recording.bytes.toLocaleString()} bytes`}>
        {recording.state === "off" ? "–" : size(recording.bytes)}
      </td>
      <td role="cell" data-label="State">
        <StateBadge recording={recording} />
      </td>
      <td role="cell" class="actions">
        {blocked ? (
          <button
            type="button"
            class="button small"
            disabled
            title={blocked}
            aria-label={`Play the session of ${what}: ${blocked}`}
          >
            <Icon name="play" size={16} />
            Play
          </button>
        ) : (
          <a
            class="button small"
            href={paths.player(cluster, recording.sid)}
            target="_blank"
            rel="noopener"
            aria-label={`Play the session of ${what}`}
          >
            <Icon name="play" size={16} />
            Play
          </a>
        )}
      </td>
    </tr>
  );
}

export function RecordingTableSkeleton() {
  const widths = ["w6", "w8", "w6", "w10", "w4", "w4", "w6"];
  return (
    <Table label="Session recordings are loading" class="recordings" columns={columns()} busy>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <tr key={row} role="row" aria-hidden="true">
          <td role="cell" class="kind">
            <Icon name="desktop" />
          </td>
          {widths.map((width, cell) => (
            <td key={cell} role="cell">
              <span class={`skeleton ${width}`} />
            </td>
          ))}
          <td role="cell" class="actions">
            <span class="skeleton button-sized" />
          </td>
        </tr>
      ))}
    </Table>
  );
}
