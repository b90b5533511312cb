import type { Desktop } from "../api/shapes";
import { desktopAccessProblem } from "../api/status";
import { Badge } from "../controls/Badge";
import { Icon } from "../controls/icons";
import { Table } from "../controls/Table";
import { sentence } from "../format/sentence";
import { paths } from "../routing/routes";

const columns = [
  { name: "Name", class: "name" },
  { name: "Labels" },
  { name: "Logins", class: "logins" },
  { name: "Recording", class: "recording" },
  { name: "Actions", hidden: true, class: "actions" },
];

export function DesktopTable({ cluster, desktops }: { cluster: string; desktops: Desktop[] }) {
  return (
    <Table label="Desktops" class="desktops" columns={columns}>
      {desktops.map((desktop) => (
        <tr key={desktop.name} role="row">
          <td role="cell">
            <div class="lead">
              <Icon name="desktop" />
              <div class="two-lines">
                <strong class="cut" title={desktop.name}>
                  {desktop.name}
                </strong>
                <span class="soft small mono cut">{desktop.addr}</span>
              </div>
            </div>
          </td>
          <td role="cell" data-label="Labels">
            <Labels labels={desktop.labels ?? {}} />
          </td>
          <td role="cell" data-label="Logins" class="soft">
            {desktop.logins.join(", ") || "any"}
          </td>
          <td role="cell" data-label="Recording">
            <div class="two-lines">
              <span>
                {desktop.recording.on ? <Badge dot>Recorded</Badge> : <Badge tone="warn">Not recorded</Badge>}
              </span>
              <span class="soft small cut" title={desktop.recording.rule}>
                {sentence(desktop.recording.rule)}
              </span>
            </div>
          </td>
          <td role="cell" class="actions">
            <Connect cluster={cluster} name={desktop.name} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Opens in a tab of its own, where login and password are asked: nothing secret is ever in an address. */
function Connect({ cluster, name }: { cluster: string; name: string }) {
  const label = `Connect to ${name}`;
  if (desktopAccessProblem()) {
    return (
      <button type="button" class="button" disabled aria-label={label} title="Desktop access is not available">
        Connect
      </button>
    );
  }
  return (
    <a class="button primary" href={paths.live(cluster, name)} target="_blank" rel="noopener" aria-label={label}>
      Connect
    </a>
  );
}

function Labels({ labels }: { labels: Record<string, string> }) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return <span class="soft">none</span>;
  return (
    <ul class="labels">
      {entries.map(([key, value]) => (
        <li key={key} class="label">
          {key}: {value}
        </li>
      ))}
    </ul>
  );
}

export function DesktopTableSkeleton() {
  return (
    <Table label="Desktops are loading" class="desktops" columns={columns} busy>
      {[0, 1, 2].map((row) => (
        <tr key={row} role="row" aria-hidden="true">
          <td role="cell">
            <div class="lead">
              <Icon name="desktop" />
              <div class="two-lines">
                <span class="skeleton w8" />
                <span class="skeleton w10" />
              </div>
            </div>
          </td>
          <td role="cell">
            <span class="skeleton w10" />
          </td>
          <td role="cell">
            <span class="skeleton w6" />
          </td>
          <td role="cell">
            <span class="skeleton w6" />
          </td>
          <td role="cell" class="actions">
            <span class="skeleton button-sized" />
          </td>
        </tr>
      ))}
    </Table>
  );
}
