import type { ComponentChildren } from "preact";
import "./table.css";

export interface Column {
  name: string;
  class?: string;
  /** Named for screen readers only. */
  hidden?: boolean;
}

/** A table that becomes a stack of cards on a narrow screen; the roles keep it a table for screen readers. */
export function Table(props: {
  label: string;
  class?: string;
  columns: Column[];
  busy?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class="table-box">
      <table class={`table ${props.class ?? ""}`} role="table" aria-label={props.label} aria-busy={props.busy}>
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((column) => (
              <th key={column.name} role="columnheader" scope="col" class={column.class}>
                {column.hidden ? <span class="visually-hidden">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{props.children}</tbody>
      </table>
    </div>
  );
}
