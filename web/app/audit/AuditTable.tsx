import { useState } from "preact/hooks";
import type { AuditEvent } from "../api/shapes";
import { Icon } from "../controls/icons";
import { Table } from "../controls/Table";
import { listTime, utcTime, zoneName } from "../format/time";
import { describe } from "./describe";

const columns = () => [
  { name: `Time (${zoneName()})`, class: "time" },
  { name: "Event", class: "event" },
  { name: "User", class: "user" },
  { name: "What happened" },
  { name: "Details", hidden: true, class: "actions" },
];

export function AuditTable({ events }: { events: AuditEvent[] }) {
  return (
    <Table label="Audit events" class="audit" columns={columns()}>
      {events.map((event, at) => (
        <Row key={event.uid ?? at} event={event} />
      ))}
    </Table>
  );
}

function Row({ event }: { event: AuditEvent }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr role="row">
        <td role="cell" class="numbers">
          <time dateTime={event.time} title={utcTime(event.time)}>
            {listTime(event.time)}
          </time>
        </td>
        <td role="cell" data-label="Event">
          <span class="mono small cut" title={event.event}>
            {event.event}
          </span>
        </td>
        <td role="cell" data-label="User">
          <span class="cut" title={event.user}>
            {event.user ?? "–"}
          </span>
        </td>
        <td role="cell" data-label="What">
          <What event={event} />
        </td>
        <td role="cell" class="actions">
          <button type="button" class="button quiet small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Less" : "Details"}
            <Icon name={open ? "down" : "right"} size={16} />
          </button>
        </td>
      </tr>
      {open && (
        <tr role="row" class="event-details">
          <td role="cell" colSpan={5}>
            <pre class="mono small">{JSON.stringify(event, null, 2)}</pre>
          </td>
        </tr>
      )}
    </>
  );
}

function What({ event }: { event: AuditEvent }) {
  const { text, facts } = describe(event);
  if (text) return <span class="happened">{text}</span>;
  return (
    <ul class="facts">
      {facts.map(([name, value]) => (
        <li key={name} class="cut" title={value}>
          <span class="soft">{name}</span> {value}
        </li>
      ))}
    </ul>
  );
}

export function AuditTableSkeleton() {
  return (
    <Table label="Audit events are loading" class="audit" columns={columns()} busy>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
        <tr key={row} role="row" aria-hidden="true">
          {["w10", "w10", "w4", "w10"].map((width, cell) => (
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
